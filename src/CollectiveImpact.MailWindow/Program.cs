using System.Globalization;
using System.Net;
using CollectiveImpact.MailWindow;
using SmtpServer;

// A mail server that delivers nothing: what it is given, it shows. It listens on this machine alone.
var builder = WebApplication.CreateSlimBuilder(args);
var (page, smtp) = (Port("MailWindow:Page", 56152), Port("MailWindow:Smtp", 56153));
builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, page));
var mails = new Mails();
await using var app = builder.Build();
app.MapGet("/", () => Html(MailPages.List(mails.All)));
app.MapGet("/mail/{number:int}", (int number) => mails.Find(number) is { } mail ? Html(MailPages.One(number, mail)) : Results.NotFound());
app.MapGet("/mail/{number:int}/page", (int number, HttpResponse answer) =>
{
    answer.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox allow-popups allow-popups-to-escape-sandbox";
    return mails.Find(number) is { } mail ? Html(MailPages.Body(mail)) : Results.NotFound();
});

var services = new SmtpServer.ComponentModel.ServiceProvider();
services.Add(mails);
var server = new SmtpServer.SmtpServer(
    new SmtpServerOptionsBuilder().ServerName("localhost").Endpoint(e => e.Endpoint(new IPEndPoint(IPAddress.Loopback, smtp))).Build(),
    services);
using var stops = new CancellationTokenSource();
var serving = server.StartAsync(stops.Token);
await app.RunAsync();
await stops.CancelAsync();
try
{
    await serving;
}
catch (OperationCanceledException)
{
    // It was asked to.
}

int Port(string key, int usual) => int.TryParse(builder.Configuration[key], NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : usual;

static IResult Html(string html) => Results.Content(html, "text/html; charset=utf-8");
