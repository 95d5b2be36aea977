using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;

namespace VirtualPicoW;

/// <summary>An option that may be repeated, with a value each time.</summary>
/// <typeparam name="T">What a value says.</typeparam>
internal sealed class ValueOption<T> : Option<List<T>>
{
    private readonly Func<string, T> parse;

    /// <summary>Creates one.</summary>
    /// <param name="name">Such as --seconds.</param>
    /// <param name="form">How the value is written, for the help.</param>
    /// <param name="kind">What the value is, for who leaves it out.</param>
    /// <param name="parse">Understands a value; throws <see cref="CommandLineException"/>.</param>
    /// <param name="description">For the help.</param>
    public ValueOption(string name, string form, string kind, Func<string, T> parse, string description) : base(name)
    {
        this.parse = parse;
        HelpName = form;
        Description = description;
        Arity = ArgumentArity.ZeroOrMore;
        DefaultValueFactory = _ => [];
        CustomParser = Parse;
        Validators.Add(result =>
        {
            if (result.Tokens.Count < result.IdentifierTokenCount)
            {
                result.AddError($"{name} needs {kind} after it.");
            }
        });
    }

    private List<T> Parse(ArgumentResult result)
    {
        List<T> values = [];
        foreach (Token token in result.Tokens)
        {
            try
            {
                values.Add(this.parse(token.Value));
            }
            catch (CommandLineException exception)
            {
                result.AddError(exception.Message);
                break;
            }
        }

        return values;
    }
}
