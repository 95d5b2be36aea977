using System;
using AsyncCore.Board;
using AsyncCore.Net;
using static AsyncCore.Asyncio;

namespace AsyncCore.Samples;

/// <summary>
/// The pages: <c>/</c> for people, <c>/events</c> for the script in it, which is told what changes, <c>/status</c> for who would rather ask, and <c>/led/on</c> and
/// <c>/led/off</c> for the buttons. The page has 2,028 bytes, readings and tasks not counted: the part of it that never changes stays in flash.
/// </summary>
internal sealed class Site
{
    /// <summary>For a request and its answer. A browser likes to open a connection in reserve, and there are three for all browsers.</summary>
    private const int LimitMs = 3000;

    /// <summary>How often the LED is looked at for those who are told without asking; the readings go with each fourth look.</summary>
    private const int LookMs = 250;

    private const int LooksBetweenReadings = 4;

    /// <summary>Of the three connections one must be left for requests.</summary>
    private const int MaxListeners = 2;

    private const string Head = @"<!DOCTYPE html>
<html lang=""en""><head><meta charset=""utf-8""><title>Pico W</title><meta name=""viewport"" content=""width=device-width,initial-scale=1""><link rel=""icon"" href=""data:,"">
<style>
:root{color-scheme:light dark;--paper:#f3f4f1;--card:#fff;--soft:#56615b;--line:#dde2de;--accent:#0b6e4f}
@media(prefers-color-scheme:dark){:root{--paper:#0e1210;--card:#161b18;--soft:#9ca8a1;--line:#2a322d;--accent:#53cfa0}}
body{margin:0 auto;padding:20px;max-width:34em;background:var(--paper);font:16px/1.5 system-ui,sans-serif}
main{padding:8px 20px 16px;background:var(--card);border:1px solid var(--line);border-radius:12px}
h1{font-size:22px}h2{font-size:15px;color:var(--soft);margin:20px 0 4px}
p::before{content:'';display:inline-block;width:18px;height:18px;margin-right:10px;border-radius:50%;vertical-align:-3px;background:#5c1612}
p.on::before{background:#ff3b30;box-shadow:0 0 14px #ff3b30}
table{width:100%;border-collapse:collapse}td{padding:5px 0;border-top:1px solid var(--line);overflow-wrap:anywhere}td+td{text-align:right;color:var(--soft)}
form{display:inline}button{font:inherit;min-height:44px;padding:0 20px;border:1px solid var(--accent);border-radius:8px;background:none;color:var(--accent)}
#gone{color:var(--soft)}
</style></head><body><main><h1>Pico W</h1>
<form method=""post"" action=""/led/on""><button>LED on</button></form> <form method=""post"" action=""/led/off""><button>LED off</button></form>
<div id=""status"">";

    private const string Tail = @"</div><div id=""gone"" role=""status""></div></main>
<script>
const box = document.getElementById('status'), gone = document.getElementById('gone');
function listen() {
  const source = new EventSource('/events');
  source.onmessage = event => { box.innerHTML = event.data; gone.textContent = ''; };
  source.onerror = () => { source.close(); gone.textContent = 'The board is busy or away.'; setTimeout(listen, 2000); };
}
listen();
document.addEventListener('submit', event => { event.preventDefault(); fetch(event.target.action, { method: 'post', redirect: 'manual' }); });
</script></body></html>
";

    private readonly Led led;
    private readonly Readings readings;
    private int requests;
    private int listeners;

    internal Site(Led led, Readings readings)
    {
        this.led = led;
        this.readings = readings;
    }

    /// <summary>Serves one request.</summary>
    internal async Coroutine Serve(Stream client)
    {
        try
        {
            if (await WaitForMs(ReadAndAnswer(client), LimitMs))
            {
                await TellChanges(client);
            }
        }
        catch (TimeoutException)
        {
            // A connection in reserve, or somebody who is too slow for the few that there are.
        }
        catch (ConnectionResetException)
        {
            // The browser has gone.
        }
    }

    /// <summary>Reads a request and answers it.</summary>
    /// <returns>True for who wants to be told what changes from now on.</returns>
    private async Coroutine<bool> ReadAndAnswer(Stream client)
    {
        bool listens = false;
        RefusedException refusal = null;
        Request request = new Request();
        try
        {
            if (await request.Read(client))
            {
                requests++;
                listens = await Answer(client, request);
            }
        }
        catch (RefusedException exception)
        {
            refusal = exception;
        }

        if (refusal != null)
        {
            await Refuse(client, refusal, request.Method == "HEAD");
        }

        return listens;
    }

    private async Coroutine<bool> Answer(Stream client, Request request)
    {
        switch (request.Path)
        {
            case "/":
            case "/status":
                Require(request, "GET", "HEAD");
                await SendPage(new Response(client, request.KnowsChunks), request);
                return false;
            case "/events":
                Require(request, "GET", "GET");
                RequireOwnPage(request);
                return listeners < MaxListeners ? true : throw new RefusedException("503 Service Unavailable", "Retry-After: 2\r\n");
            case "/led/on":
            case "/led/off":
                Require(request, "POST", "POST");
                RequireOwnPage(request);
                Switch(request.Path == "/led/on");
                await Response.SendShort(client, "303 See Other", "Location: /\r\n", false);
                return false;
            default:
                throw new RefusedException("404 Not Found");
        }
    }

    private static void Require(Request request, string method, string other)
    {
        if (request.Method != method && request.Method != other)
        {
            throw new RefusedException("405 Method Not Allowed", "Allow: " + method + (other == method ? string.Empty : ", " + other) + "\r\n");
        }
    }

    /// <summary>Whoever visits a page somewhere must not switch the LED with that.</summary>
    private static void RequireOwnPage(Request request)
    {
        if (request.ComesFromElsewhere)
        {
            throw new RefusedException("403 Forbidden");
        }
    }

    private void Switch(bool isOn)
    {
        if (isOn)
        {
            led.On();
        }
        else
        {
            led.Off();
        }
    }

    private async Coroutine SendPage(Response page, Request request)
    {
        bool isWhole = request.Path == "/";
        await page.Begin();
        if (request.Method == "HEAD")
        {
            return;
        }

        await page.Write(isWhole ? Head : string.Empty);
        await WriteStatus(page);
        await page.Write(isWhole ? Tail : string.Empty);
        await page.End();
    }

    /// <summary>Tells how things stand, again and again, as server-sent events: until the browser goes.</summary>
    private async Coroutine TellChanges(Stream client)
    {
        listeners++;
        try
        {
            await WaitForMs(client.Write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\n\r\n"), LimitMs);
            Response events = new Response(client, false);
            PeriodicTimer timer = new PeriodicTimer(LookMs);
            bool wasOn = false;
            for (int look = 0; ; look++, await timer.Next())
            {
                if (look % LooksBetweenReadings == 0 || wasOn != led.IsOn)
                {
                    wasOn = led.IsOn;
                    await WaitForMs(SendEvent(events), LimitMs);
                }
            }
        }
        finally
        {
            listeners--;
        }
    }

    private async Coroutine SendEvent(Response events)
    {
        await events.Write("data: ");
        await WriteStatus(events);
        await events.Write("\n\n");
        await events.End();
    }

    /// <summary>The part of the page that changes: one line.</summary>
    private async Coroutine WriteStatus(Response page)
    {
        await page.Write(led.IsOn ? "<p class=\"on\">LED on</p>" : "<p>LED off</p>");
        await page.Write("<table><tr><td>up for<td>" + readings.UptimeSeconds + " s");
        if (readings.FreeBytes > 0)
        {
            await page.Write("<tr><td>free memory<td>" + readings.FreeBytes + " bytes");
        }

        await page.Write("<tr><td>signal<td>" + readings.SignalDbm + " dBm");
        await page.Write("<tr><td>requests<td>" + requests + "</table><h2>Tasks</h2><table>");
        Task[] tasks = EventLoop.Current.AllTasks();
        for (int i = 0; i < tasks.Length; i++)
        {
            await page.Write("<tr><td>");
            await page.WriteText(tasks[i].Name);
            await page.Write("<td>");
            await page.WriteText("waits for " + tasks[i].WaitsFor);
        }

        await page.Write("</table>");
    }

    /// <summary>Says why, and then lets the browser finish: a connection closed with bytes unread is reset, and the browser might never read the answer.</summary>
    private static async Coroutine Refuse(Stream client, RefusedException refusal, bool isHeadOnly)
    {
        await Response.SendShort(client, refusal.Message, refusal.Header, isHeadOnly);
        byte[] unheard = new byte[256];
        while (await client.Read(unheard, 0, unheard.Length) > 0)
        {
        }
    }
}
