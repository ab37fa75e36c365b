using System.CommandLine;

namespace AdaMHF.Tool;

/// <summary>The commands of the benchmark.</summary>
internal static class BenchmarkCommand
{
    public static Command Create() => new(
        "benchmark", "Compares survival systems on simulated and real cohorts; every number can be computed again from its files.")
    {
        RunCommand.Create(), ReportCommand.Create(), DoctorCommand.Create(), MergeCommand.Create(), SystemsCommand.Create(),
    };
}
