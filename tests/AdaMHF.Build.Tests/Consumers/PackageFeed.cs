namespace AdaMHF.Build.Tests;

/// <summary>Our packages as a consumer gets them, packed from what these tests were built with.</summary>
public sealed class PackageFeed : IAsyncLifetime
{
    private static readonly string[] Projects =
        ["AdaMHF.Survival", "AdaMHF.TensorFiles", "AdaMHF.PatchBags", "AdaMHF.Networks", "AdaMHF.MLNet"];

    private readonly TemporaryFolder _folder = new();

    /// <summary>Where the packages lie.</summary>
    public string Folder => _folder.File("feed");

    /// <summary>Where consumers unpack them; everything else they take from the cache that there is.</summary>
    public string UnpackedPackages => _folder.File("packages");

    public async ValueTask InitializeAsync()
    {
        foreach (string project in Projects)
        {
            Run run = await Run.DotnetAsync(
                Repository.Root, "pack", $"src/{project}", "--no-build", "-c", Repository.Configuration, "-o", Folder, "--nologo");
            Assert.True(run.ExitCode == 0, run.All);
        }
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
