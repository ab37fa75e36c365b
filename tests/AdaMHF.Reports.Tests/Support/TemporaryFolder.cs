namespace AdaMHF.Reports.Tests;

/// <summary>A folder for one test, removed with everything in it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("adamhf-reports-tests-").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public string[] Files() =>
    [
        .. Directory.GetFiles(Path, "*", SearchOption.AllDirectories).Select(file => System.IO.Path.GetRelativePath(Path, file)).Order(),
    ];

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
