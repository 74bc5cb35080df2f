using CollectiveImpact.Benchmarks;

// What is measured runs in processes of its own: this program, started again as one of them.
switch (args)
{
    case ["as-connector", ..]:
        await ConnectorSink.Run(args[1..]);
        return 0;
    case ["as-service", ..]:
        await MeasuredService.Run(args[1..]);
        return 0;
    case ["as-echo", ..]:
        await StockEcho.Run(args[1..]);
        return 0;
    case ["as-engine", ..]:
        await BareHosts.RunEngine(args[1..]);
        return 0;
    case ["as-bare", ..]:
        await BareHosts.Run(args[1..]);
        return 0;
    case ["as-mailserver", ..]:
        await MailBenchmark.Serve();
        return 0;
    case [] or ["all"]:
        HearingBenchmark.Run();
        SearchBenchmark.Run();
        await GlossaryBenchmark.Run();
        MatchingBenchmark.Run();
        await SubmitBenchmark.Run();
        await StartBenchmark.Run();
        await FanOutBenchmark.Run();
        await MailBenchmark.Run();
        await PacingBenchmark.Run();
        await RoundBenchmark.Run();
        await DueBenchmark.Run();
        await MeasurementBenchmark.Trend();
        await MeasurementBenchmark.Closing();
        await MeasurementBenchmark.Importing();
        await HostileBenchmark.Run();
        await PagesBenchmark.Overview();
        return 0;
    // Minutes, so only by their names.
    case ["load"]:
        await LoadBenchmark.Run();
        return 0;
    case ["load", var rounds]:
        await LoadBenchmark.Run(int.Parse(rounds, System.Globalization.CultureInfo.InvariantCulture));
        return 0;
    case ["pages"]:
        await PagesBenchmark.Overview();
        return 0;
    case ["lighthouse"]:
        await LighthouseBenchmark.Run();
        return 0;
    case ["looking"]:
        await PagesBenchmark.Looking();
        return 0;
    case ["trend"]:
        await MeasurementBenchmark.Trend();
        return 0;
    case ["closing"]:
        await MeasurementBenchmark.Closing();
        return 0;
    case ["import"]:
        await MeasurementBenchmark.Importing();
        return 0;
    case ["hostile"]:
        await HostileBenchmark.Run();
        return 0;
    case ["due"]:
        await DueBenchmark.Run();
        return 0;
    case ["fanout"]:
        await FanOutBenchmark.Run();
        return 0;
    case ["mail"]:
        await MailBenchmark.Run();
        return 0;
    case ["pacing"]:
        await PacingBenchmark.Run();
        return 0;
    case ["round"]:
        await RoundBenchmark.Run();
        return 0;
    case ["search"]:
        SearchBenchmark.Run();
        return 0;
    case ["hearing"]:
        HearingBenchmark.Run();
        return 0;
    case ["glossary"]:
        await GlossaryBenchmark.Run();
        return 0;
    case ["matching"]:
        MatchingBenchmark.Run();
        return 0;
    case ["submit"]:
        await SubmitBenchmark.Run();
        return 0;
    case ["start"]:
        await StartBenchmark.Run();
        return 0;
    default:
        await Console.Error.WriteLineAsync("Which one: hearing, glossary, search, matching, submit, start, fanout, mail, pacing, round, due, trend, closing, import, hostile, pages, looking, lighthouse, load or all?");
        return 2;
}
