// Makes elements. Whatever comes from the board goes into the page as text, never as HTML.
const svgNamespace = 'http://www.w3.org/2000/svg';

export const h = (tag, attributes, ...children) => fill(document.createElement(tag), attributes, children);

export const svg = (tag, attributes, ...children) => fill(document.createElementNS(svgNamespace, tag), attributes, children);

export const byId = id => document.getElementById(id);

/** Sets a text only if it is another one, so that nothing is laid out anew in vain. */
export function setText(element, text) {
    if (element.textContent !== text) {
        element.textContent = text;
    }
}

/** Sets or removes an attribute, if that changes anything. */
export function setAttribute(element, name, value) {
    if (value === null || value === undefined || value === false) {
        element.removeAttribute(name);
    } else if (element.getAttribute(name) !== String(value)) {
        element.setAttribute(name, value);
    }
}

/** Makes a list of elements fit a list of items: those there are stay, with what has the focus in them. */
export function fit(parent, count, make) {
    while (parent.children.length > count) {
        parent.lastElementChild.remove();
    }

    while (parent.children.length < count) {
        parent.append(make(parent.children.length));
    }

    return parent.children;
}

function fill(element, attributes, children) {
    for (const [name, value] of Object.entries(attributes ?? {})) {
        if (name.startsWith('on')) {
            element.addEventListener(name.slice(2), value);
        } else if (value !== null && value !== undefined && value !== false) {
            element.setAttribute(name, value === true ? '' : value);
        }
    }

    element.append(...children.flat(2).filter(child => child !== null && child !== undefined));
    return element;
}
