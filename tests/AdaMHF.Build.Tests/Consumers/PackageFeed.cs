namespace AdaMHF.Build.Tests;

/// <summary>Our packages as a consumer gets them, packed from what these tests were built with.</summary>
public sealed class PackageFeed : IDisposable
{
    private static readonly string[] Projects =
        ["AdaMHF.Survival", "AdaMHF.TensorFiles", "AdaMHF.PatchBags", "AdaMHF.Networks", "AdaMHF.MLNet"];

    private readonly TemporaryFolder _folder = new();

    // A runner creates the fixture even when it runs none of the tests.
    private readonly Lazy<Task> _packed;

    public PackageFeed() => _packed = new Lazy<Task>(PackAsync);

    /// <summary>Folder of the packages after <see cref="EnsurePackedAsync"/>.</summary>
    public string Folder => _folder.File("feed");

    /// <summary>Folder into which consumers unpack them; all other packages come from the existing cache.</summary>
    public string UnpackedPackages => _folder.File("packages");

    /// <summary>Packs the projects on the first call.</summary>
    public Task EnsurePackedAsync() => _packed.Value;

    public void Dispose() => _folder.Dispose();

    private async Task PackAsync()
    {
        foreach (string project in Projects)
        {
            Run run = await Run.DotnetAsync(
                Repository.Root, "pack", $"src/{project}", "--no-build", "-c", Repository.Configuration, "-o", Folder, "--nologo");
            Assert.True(run.ExitCode == 0, run.All);
        }
    }
}
