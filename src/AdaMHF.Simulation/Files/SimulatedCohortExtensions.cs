namespace AdaMHF.Simulation;

/// <summary>Extension methods of simulated cohorts.</summary>
public static class SimulatedCohortExtensions
{
    /// <summary>
    /// Writes a cohort in the file formats of MCAT-derived code: table, gene groups, splits and one bag per slide; older files of the same
    /// names are replaced. The same cohort always gives the same bytes. Bags are drawn and written one by one, so memory stays small.
    /// </summary>
    /// <param name="cohort">The cohort.</param>
    /// <param name="folder">Folder of the files; created where it is missing.</param>
    /// <param name="cancellation">Stops between two bags; what is written by then stays.</param>
    /// <returns>The paths of the files.</returns>
    /// <exception cref="IOException">A file cannot be written.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static SimulatedCohortFiles WriteTo(this SimulatedCohort cohort, string folder, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(cohort);
        var files = new SimulatedCohortFiles(folder);
        CohortWriter.Write(cohort, files, cancellation);
        return files;
    }
}
