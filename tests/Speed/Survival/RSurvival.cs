using System.Diagnostics;
using System.Globalization;

namespace AdaMHF.Speed.Survival;

/// <summary>R's survival package as yardstick, run on the same sample in a process of its own.</summary>
internal static class RSurvival
{
    /// <summary>What R says of the sample by measure; empty, with a word on the console, when R is not installed.</summary>
    public static IReadOnlyDictionary<string, YardstickLine> Measure(SimulatedSample sample, int runs)
    {
        var data = Path.GetTempFileName();
        try
        {
            sample.Write(data);
            var start = new ProcessStartInfo("Rscript") { RedirectStandardOutput = true };
            var script = Path.Combine(AppContext.BaseDirectory, "Survival", "yardstick.R");
            foreach (var argument in new[] { script, data, Text(sample.Time.Length), Text(runs) })
                start.ArgumentList.Add(argument);
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0) throw new InvalidOperationException($"Rscript ended with {process.ExitCode}; its message is above.");
            return output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(YardstickLine.Parse).ToDictionary(line => line.Measure);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Console.WriteLine(
                "Rscript was not found, so there is nothing to compare with. On Debian: apt-get install r-base-core r-cran-survival");
            return new Dictionary<string, YardstickLine>();
        }
        finally
        {
            File.Delete(data);
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
