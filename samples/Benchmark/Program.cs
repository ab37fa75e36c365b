using System.CommandLine;
using Benchmark.Commands;
using Benchmark.Plan;

var root = new RootCommand("Compares survival systems on simulated and real cohorts, complete and with modalities missing; every number can be computed again from its files.")
{
    RunCommand.Create(), MergeCommand.Create(), ReportCommand.Create(), DoctorCommand.Create(), ImportGpdbnCommand.Create(),
};
try
{
    // A training step and the folder that is being written are over well within this time after Ctrl-C.
    return await root.Parse(args).InvokeAsync(new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromMinutes(1) });
}
catch (PlanException wrong)
{
    Console.Error.WriteLine(wrong.Message);
    return 2;
}
