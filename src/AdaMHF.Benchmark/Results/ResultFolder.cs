
namespace AdaMHF.Benchmark;

/// <summary>The results of a plan: plan.json, and one folder per unit under units/.</summary>
public sealed class ResultFolder
{
    private const string PlanName = "plan.json";
    private const string ManifestName = "manifest.json";
    private const string TimingName = "timing.json";

    private ResultFolder(string path, BenchmarkPlan plan)
    {
        Root = path;
        Plan = plan;
    }

    /// <summary>The folder.</summary>
    public string Root { get; }

    /// <summary>The plan.</summary>
    public BenchmarkPlan Plan { get; }

    /// <summary>Path of plan.json.</summary>
    public string PlanPath => Path.Combine(Root, PlanName);

    /// <summary>Folder of the simulated cohorts.</summary>
    internal string Cohorts => Path.Combine(Root, "cohorts");

    /// <summary>Starts or continues a run; writes plan.json.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="plan">The plan.</param>
    /// <exception cref="PlanException">The folder holds results of another plan.</exception>
    public static ResultFolder For(string path, BenchmarkPlan plan)
    {
        var folder = Planned(path, plan);
        try
        {
            WriteWhole(folder.PlanPath, PlanFile.Text(plan));
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new PlanException($"Results cannot be written to '{path}': {refused.Message} Choose another folder.", refused);
        }
        return folder;
    }

    /// <summary>What <see cref="For"/> would start or continue; writes nothing.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="plan">The plan.</param>
    /// <exception cref="PlanException">The folder holds results of another plan.</exception>
    public static ResultFolder Planned(string path, BenchmarkPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var file = Path.Combine(path, PlanName);
        if (File.Exists(file) && File.ReadAllText(file) != PlanFile.Text(plan))
            throw new PlanException(
                $"'{file}' is another plan, so that its results cannot be continued. Choose another --output, or remove the folder.");
        return new(path, plan);
    }

    /// <summary>Opens results to read them.</summary>
    /// <param name="path">The folder.</param>
    /// <exception cref="PlanException">There is no plan.json.</exception>
    public static ResultFolder Open(string path)
    {
        var plan = Path.Combine(path, PlanName);
        return File.Exists(plan) ? new(path, PlanFile.Read(plan))
            : throw new PlanException($"'{path}' has no {PlanName}: it holds no results.");
    }

    /// <summary>Whether a unit has a result whose files are as they were written.</summary>
    /// <param name="unit">The unit.</param>
    public bool Has(WorkUnit unit) => Exists(unit) && ProblemOf(unit) is null;

    /// <summary>What is wrong with the files of a unit; null when they are as they were written, or when there are none.</summary>
    /// <param name="unit">The unit.</param>
    public string? ProblemOf(WorkUnit unit)
    {
        var folder = FolderOf(unit);
        if (!Exists(unit)) return null;
        if (UnitDigests.Problem(folder) is { } problem) return problem;
        if (File.Exists(Path.Combine(folder, UnitDigests.Name))) return null;
        try
        {
            // Of a version without digests: the manifest still tells how many patients each condition has.
            var result = ReadFiles(folder);
            return result.Manifest.Results.Any(said => said.Patients + said.WithoutPrediction
                    != result.Predictions.Count(prediction => prediction.Condition == said.Condition))
                ? $"'{Path.Combine(folder, PredictionFile.Name)}' lacks patients"
                : null;
        }
        catch (Exception damaged) when (damaged is IOException or InvalidDataException)
        {
            return damaged.Message;
        }
    }

    /// <summary>Whether there is a folder of a unit, whatever is in it.</summary>
    internal bool Exists(WorkUnit unit) => Directory.Exists(FolderOf(unit));

    internal string FolderOf(WorkUnit unit) => Path.Combine(Root, "units", unit.Path);

    /// <summary>Writes a unit's folder, whole or not at all.</summary>
    internal void Write(UnitResult result) => WholeFolder.Write(FolderOf(result.Manifest.Unit), folder =>
    {
        File.WriteAllText(Path.Combine(folder, ManifestName), ResultJson.Text(result.Manifest));
        File.WriteAllText(Path.Combine(folder, PredictionFile.Name), PredictionFile.Text(result.Predictions));
        File.WriteAllText(Path.Combine(folder, CurveFile.Name), CurveFile.Text(result.Curve));
        File.WriteAllText(Path.Combine(folder, TimingName), ResultJson.Text(result.Timing));
        UnitDigests.Write(folder);
    });

    /// <summary>Reads a unit.</summary>
    /// <exception cref="InvalidDataException">A file is not as it was written.</exception>
    internal UnitResult Read(WorkUnit unit)
    {
        var folder = FolderOf(unit);
        if (UnitDigests.Problem(folder) is { } problem)
            throw new InvalidDataException($"{problem}. Remove '{folder}' and run the unit again.");
        return ReadFiles(folder);
    }

    /// <summary>Removes the folder of a unit that is damaged, so that it can be written anew.</summary>
    internal void RemoveDamaged(WorkUnit unit)
    {
        if (ProblemOf(unit) is not null) Directory.Delete(FolderOf(unit), recursive: true);
    }

    private static UnitResult ReadFiles(string folder) => new(
        ResultJson.Read<UnitManifest>(Path.Combine(folder, ManifestName)),
        PredictionFile.Read(Path.Combine(folder, PredictionFile.Name)),
        CurveFile.Read(Path.Combine(folder, CurveFile.Name)),
        ResultJson.Read<UnitTiming>(Path.Combine(folder, TimingName)));

    /// <summary>
    /// Removes what killed processes left behind: what nobody has written to for an hour, since other shards may be writing now.
    /// </summary>
    internal void RemoveLeftovers()
    {
        var old = DateTime.UtcNow.AddHours(-1);
        foreach (var file in Directory.GetFiles(Root, $"{PlanName}.*.tmp"))
        {
            if (File.GetLastWriteTimeUtc(file) < old) File.Delete(file);
        }
        foreach (var folder in Directory.EnumerateDirectories(Root, "*", SearchOption.AllDirectories).Where(WholeFolder.IsLeftover)
            .ToArray())
        {
            if (Directory.GetLastWriteTimeUtc(folder) < old) Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Takes over the units of other folders of the same plan.</summary>
    /// <param name="shards">The other folders.</param>
    /// <returns>How many were copied.</returns>
    /// <exception cref="PlanException">A folder has another plan, or a unit that is not as it was written.</exception>
    public int Merge(IEnumerable<ResultFolder> shards)
    {
        ArgumentNullException.ThrowIfNull(shards);
        var copied = 0;
        foreach (var shard in shards)
        {
            if (PlanFile.Text(shard.Plan) != PlanFile.Text(Plan))
                throw new PlanException($"'{shard.Root}' has another plan than '{Root}'; only results of one plan can be merged.");
            foreach (var unit in WorkUnits.Of(Plan).Where(unit => shard.Exists(unit) && !Has(unit)))
            {
                if (shard.ProblemOf(unit) is { } problem)
                    throw new PlanException($"{problem}. Run the unit again in '{shard.Root}' before merging.");
                RemoveDamaged(unit);
                WholeFolder.Write(FolderOf(unit), folder =>
                {
                    foreach (var file in Directory.EnumerateFiles(shard.FolderOf(unit)))
                        File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
                });
                copied++;
            }
        }
        return copied;
    }

    private static void WriteWhole(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        File.WriteAllText(temporary, text);
        File.Move(temporary, path, overwrite: true);
    }
}
