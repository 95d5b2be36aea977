using System;
using AsyncCore.Board;
using AsyncCore.Net;
using static AsyncCore.Asyncio;

namespace AsyncCore.Samples;

/// <summary>
/// The pages: <c>/</c> for people, <c>/status</c> for the script in it, and <c>/led/on</c> and <c>/led/off</c> for its buttons.
/// </summary>
internal sealed class Site
{
    /// <summary>For a request and its answer. A browser likes to open a connection in reserve, and there are three for all browsers.</summary>
    private const int LimitMs = 3000;

    private const string Head = @"<!DOCTYPE html>
<html lang=""en""><head><title>Pico W</title><meta name=""viewport"" content=""width=device-width""><link rel=""icon"" href=""data:,"">
<style>body { font-family: sans-serif; margin: 2em } td { padding-right: 2em } form { display: inline }</style></head>
<body><h1>Pico W</h1><form method=""post"" action=""/led/on""><button>LED on</button></form> <form method=""post"" action=""/led/off""><button>LED off</button></form>
<div id=""status"">";

    private const string Tail = @"</div>
<script>
const box = document.getElementById('status');
async function refresh() {
  try { box.innerHTML = await (await fetch('/status')).text(); }
  catch { box.textContent = 'The board does not answer.'; }
  setTimeout(refresh, 1000);
}
setTimeout(refresh, 1000);
</script></body></html>
";

    private readonly Led led;
    private readonly Readings readings;
    private int requests;

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
            await WaitForMs(ReadAndAnswer(client), LimitMs);
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

    private async Coroutine ReadAndAnswer(Stream client)
    {
        RefusedException refusal = null;
        Request request = new Request();
        try
        {
            if (await request.Read(client))
            {
                requests++;
                await Answer(client, request);
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
    }

    private async Coroutine Answer(Stream client, Request request)
    {
        switch (request.Path)
        {
            case "/":
            case "/status":
                Require(request, "GET", "HEAD");
                await SendPage(new Response(client, request.KnowsChunks), request);
                break;
            case "/led/on":
            case "/led/off":
                Require(request, "POST", "POST");
                RequireOwnPage(request);
                Switch(request.Path == "/led/on");
                await Response.SendShort(client, "303 See Other", "Location: /\r\n", false);
                break;
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
        await page.Write("<p>LED " + (led.IsOn ? "on" : "off") + "</p><table><tr><td>up for<td>" + readings.UptimeSeconds + " s");
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
        await page.Write(isWhole ? Tail : string.Empty);
        await page.End();
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
