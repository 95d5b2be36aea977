using System;
using AsyncCore.Board;
using AsyncCore.Net;
using static AsyncCore.Asyncio;

namespace AsyncCore.Samples;

/// <summary>
/// The pages: <c>/</c> for people, <c>/events</c> for the script in it, which is told what changes, <c>/status</c> for who would rather ask, and <c>/led/on</c>,
/// <c>/led/off</c> and <c>/led/blink</c> for the forms. The page has 2,419 bytes, readings and tasks not counted: the part of it that never changes stays in flash.
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

    /// <summary>A faster blinking could not be followed by who is told of it.</summary>
    private const int MinPeriodMs = 500;

    private const string Head = @"<!DOCTYPE html>
<html lang=""en""><head><meta charset=""utf-8""><title>Pico W</title><meta name=""viewport"" content=""width=device-width,initial-scale=1""><link rel=""icon"" href=""data:,"">
<style>
:root{color-scheme:light dark;--paper:#f3f4f1;--card:#fff;--soft:#56615b;--line:#dde2de;--accent:#0b6e4f}
@media(prefers-color-scheme:dark){:root{--paper:#0e1210;--card:#161b18;--soft:#9ca8a1;--line:#2a322d;--accent:#53cfa0}}
body{margin:0 auto;padding:20px;max-width:34em;background:var(--paper);font:16px/1.5 system-ui,sans-serif}
main{padding:8px 20px 16px;background:var(--card);border:1px solid var(--line);border-radius:12px}
h1{font-size:22px}h2{font-size:15px;color:var(--soft);margin:20px 0 4px}
p::before{content:'';display:inline-block;width:22px;height:22px;margin-right:10px;border-radius:50%;vertical-align:-5px;background:radial-gradient(circle at 35% 30%,#9a4a44,#4a100c 65%)}
p.on::before{background:radial-gradient(circle at 35% 30%,#ffc4be,#ff3b30 60%);box-shadow:0 0 16px #ff3b30}
table{width:100%;border-collapse:collapse}td{padding:5px 0;border-top:1px solid var(--line);overflow-wrap:anywhere}td+td{text-align:right;color:var(--soft)}
form{display:inline-block;margin:0 4px 8px 0}button,input{font:inherit;min-height:44px;padding:0 16px;border:1px solid var(--accent);border-radius:8px;background:none;color:var(--accent)}
input{width:6em;box-sizing:border-box}
#gone{color:var(--soft)}
</style></head><body><main><h1>Pico W</h1>
<form method=""post"" action=""/led/on""><button>LED on</button></form><form method=""post"" action=""/led/off""><button>LED off</button></form>
<form method=""post"" action=""/led/blink""><button>Blink</button> <label>every <input name=""ms"" type=""number"" min=""500"" max=""9999"" value=""1000"" required> ms</label></form>
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
document.addEventListener('submit', event => {
  event.preventDefault();
  fetch(event.target.action, { method: 'post', redirect: 'manual', body: new URLSearchParams(new FormData(event.target)) });
});
</script></body></html>
";

    private readonly Lamp lamp;
    private readonly Readings readings;
    private int requests;
    private int listeners;

    internal Site(Lamp lamp, Readings readings)
    {
        this.lamp = lamp;
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
            case "/led/blink":
                Require(request, "POST", "POST");
                RequireOwnPage(request);
                if (request.Path == "/led/blink")
                {
                    Blink(request.FormNumber("ms"));
                }
                else
                {
                    lamp.Switch(request.Path == "/led/on");
                }

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

    /// <summary>As a form says.</summary>
    private void Blink(int periodMs)
    {
        if (periodMs < MinPeriodMs)
        {
            throw new RefusedException("400 Bad Request");
        }

        lamp.Blink(periodMs);
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
                if (look % LooksBetweenReadings == 0 || wasOn != lamp.IsOn)
                {
                    wasOn = lamp.IsOn;
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
        await page.Write(lamp.IsOn ? "<p class=\"on\">LED on" : "<p>LED off");
        await page.Write(lamp.IsBlinking ? ", blinking</p>" : "</p>");
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
