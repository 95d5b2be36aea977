using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace VirtualPicoW;

/// <summary>Answers browsers: files, the stream of events, commands. Kestrel alone, without the rest of ASP.NET, so that it is there at once.</summary>
internal sealed class PageServer : IHttpApplication<HttpContext>
{
    private const int MaxConnections = 128;
    private const int MaxCommandLength = 512;

    private readonly PageContent content;
    private readonly PageGuard guard;
    private readonly KestrelServer server;

    public PageServer(PageContent content, PageAddress address)
    {
        this.content = content;
        guard = new PageGuard(address.Secret, address.Port);
        KestrelServerOptions options = new() { AddServerHeader = false };
        options.Limits.MaxConcurrentConnections = MaxConnections;
        options.Limits.MaxRequestBodySize = MaxCommandLength;
        options.Listen(address.Listener.LocalEndPoint!);
        SocketTransportOptions transport = new() { CreateBoundListenSocket = _ => address.Listener };
        server = new KestrelServer(Options.Create(options), new SocketTransportFactory(Options.Create(transport), NullLoggerFactory.Instance), NullLoggerFactory.Instance);
    }

    /// <summary>Begins to answer.</summary>
    public Task Start() => server.StartAsync(this, CancellationToken.None);

    /// <summary>Ends; what is under way is broken off.</summary>
    public void Stop()
    {
        server.StopAsync(new CancellationToken(canceled: true)).Wait();
        server.Dispose();
    }

    HttpContext IHttpApplication<HttpContext>.CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    void IHttpApplication<HttpContext>.DisposeContext(HttpContext context, Exception? exception)
    {
        if (exception != null && !context.RequestAborted.IsCancellationRequested)
        {
            content.Complain(exception);
        }
    }

    async Task IHttpApplication<HttpContext>.ProcessRequestAsync(HttpContext context)
    {
        HttpResponse response = context.Response;
        PageGuard.Protect(response);
        if (guard.Admit(context.Request, out int status) is not { } name)
        {
            await Refuse(response, status, status == StatusCodes.Status403Forbidden
                ? "The page of a virtual Pico W talks to itself alone: open the address that the first line of the run tells."
                : "Nothing is here: open the address that the first line of the run tells, with all that follows the port.");
        }
        else if (HttpMethods.IsPost(context.Request.Method) && name == "command")
        {
            await Command(context.Request, response);
        }
        else if (!HttpMethods.IsGet(context.Request.Method))
        {
            await Refuse(response, StatusCodes.Status405MethodNotAllowed, "GET reads, POST to command says a command.");
        }
        else if (name == "events")
        {
            await Events(context);
        }
        else
        {
            await SendFile(response, name);
        }
    }

    private static async Task Refuse(HttpResponse response, int status, string reason)
    {
        response.StatusCode = status;
        response.ContentType = "text/plain; charset=utf-8";
        await response.WriteAsync(reason + "\n");
    }

    private static async Task SendFile(HttpResponse response, string name)
    {
        using Stream? file = PageFiles.Open(name);
        if (file == null)
        {
            await Refuse(response, StatusCodes.Status404NotFound, "There is no such file.");
            return;
        }

        response.ContentType = PageFiles.TypeOf(name);
        response.ContentLength = file.Length;
        await file.CopyToAsync(response.Body);
    }

    private async Task Command(HttpRequest request, HttpResponse response)
    {
        using StreamReader reader = new(request.Body);
        string command = await reader.ReadToEndAsync();
        try
        {
            string answer = await Task.Run(() => content.Do(command));
            response.ContentType = "text/plain; charset=utf-8";
            await response.WriteAsync(answer);
        }
        catch (CommandException exception)
        {
            await Refuse(response, StatusCodes.Status400BadRequest, exception.Message);
        }
    }

    private async Task Events(HttpContext context)
    {
        string? from = context.Request.Headers["Last-Event-ID"];
        from = string.IsNullOrEmpty(from) ? context.Request.Query["from"] : from;
        if (content.TryOpenStream(context.Response.Body, from) is not { } stream)
        {
            await Refuse(context.Response, StatusCodes.Status503ServiceUnavailable, $"{PageContent.MaxStreams} pages look at this board already: close one of them.");
            return;
        }

        using (stream)
        {
            context.Response.ContentType = "text/event-stream";
            await stream.Run(context.RequestAborted);
        }
    }
}
