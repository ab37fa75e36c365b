namespace AdaMHF.Build.Tests;

/// <summary>A program outside this repository that references one of our packages and uses Torch.</summary>
internal sealed class ConsumerProject : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private ConsumerProject(PackageFeed feed, string package)
    {
        string cache = Path.GetFullPath(Path.Combine(Repository.TorchSharpPackage, "..", ".."));
        Write("NuGet.config", $"""
            <configuration>
              <packageSources><add key="feed" value="{feed.Folder}" /></packageSources>
              <packageSourceMapping>
                <packageSource key="feed"><package pattern="AdaMHF.*" /></packageSource>
                <packageSource key="nuget.org"><package pattern="*" /></packageSource>
              </packageSourceMapping>
            </configuration>
            """);
        Write("Consumer.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <OutputType>Exe</OutputType>
                <RestorePackagesPath>{feed.UnpackedPackages}</RestorePackagesPath>
                <RestoreFallbackFolders>{cache}</RestoreFallbackFolders>
                <CreateHardLinksForCopyLocalIfPossible>true</CreateHardLinksForCopyLocalIfPossible>
                <CreateHardLinksForPublishFilesIfPossible>true</CreateHardLinksForPublishFilesIfPossible>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="{package}" Version="{Repository.Version}" />
                <PackageReference Include="libtorch-cpu-linux-x64" Version="2.10.0" />
              </ItemGroup>
            </Project>
            """);
        Write("Program.cs", """
            try
            {
                AdaMHF.Networks.TorchBackend.EnsureLoaded();
            }
            catch (AdaMHF.Networks.TorchBackendException exception)
            {
                System.Console.WriteLine(exception.Message);
                return 3;
            }

            using var weights = TorchSharp.torch.ones(3, 4, requires_grad: true);
            (weights * 2).sum().backward();
            System.Console.WriteLine($"{AdaMHF.Networks.TorchBackend.Describe()}; gradient {weights.grad!.sum().item<float>()}");
            return 0;
            """);
    }

    /// <summary>A program that references the named package.</summary>
    public static async Task<ConsumerProject> CreateAsync(PackageFeed feed, string package)
    {
        await feed.EnsurePackedAsync();
        return new ConsumerProject(feed, package);
    }

    /// <summary>Output folder of the build.</summary>
    public string Output => _folder.File("output");

    /// <summary>Runs <c>dotnet build</c> or <c>dotnet publish</c>.</summary>
    public async Task<Run> BuildAsync(params string[] arguments)
    {
        Run run = await Run.DotnetAsync(_folder.Path, [.. arguments, "-o", Output, "--nologo"]);
        Assert.True(run.ExitCode == 0, run.All);
        return run;
    }

    /// <summary>Runs the built program. The loader resolves every symbol at the start, so that a missing one is noticed.</summary>
    public Task<Run> RunAsync() =>
        Run.ProgramAsync("env", _folder.Path, "LD_BIND_NOW=1", Path.Combine(Output, "Consumer"));

    public void Dispose() => _folder.Dispose();

    private void Write(string name, string content) => File.WriteAllText(_folder.File(name), content);
}
