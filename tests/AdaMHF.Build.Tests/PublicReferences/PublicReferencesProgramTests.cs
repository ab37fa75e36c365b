using System.Reflection.PortableExecutable;
using PublicReferences;

namespace AdaMHF.Build.Tests;

public sealed class PublicReferencesProgramTests
{
    private static readonly string MLNetCore = Path.Combine(AppContext.BaseDirectory, "Microsoft.ML.Core.dll");

    [Fact]
    public async Task The_program_writes_a_copy_of_every_assembly_named()
    {
        using var folder = new TemporaryFolder();
        string data = Path.Combine(AppContext.BaseDirectory, "Microsoft.ML.Data.dll");
        Run run = await Run.ToolAsync("PublicReferences", folder.File("copies"), MLNetCore, data);
        Assert.Equal((0, ""), (run.ExitCode, run.All));
        Assert.Equal(
            ["Microsoft.ML.Core.dll", "Microsoft.ML.Data.dll"],
            Directory.EnumerateFiles(folder.File("copies")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(new FileInfo(MLNetCore).Length, new FileInfo(folder.File("copies/Microsoft.ML.Core.dll")).Length);
    }

    [Fact]
    public async Task A_file_that_is_no_assembly_is_named_and_not_copied() =>
        await RequireRefusalAsync("no-assembly.dll", "not an assembly, just some text"u8.ToArray());

    [Fact]
    public async Task A_native_library_is_named_and_not_copied()
    {
        string native = Path.Combine(Repository.TorchSharpPackage, "runtimes/win-x64/native/LibTorchSharp.dll");
        await RequireRefusalAsync("LibTorchSharp.dll", await BytesAsync(native));
    }

    [Fact]
    public async Task A_truncated_assembly_is_named_and_not_copied() =>
        await RequireRefusalAsync("Microsoft.ML.Core.dll", (await BytesAsync(MLNetCore))[..200_000]);

    [Fact]
    public async Task A_missing_file_is_named() => await RequireRefusalAsync("missing.dll", null);

    [Fact]
    public async Task A_refused_assembly_leaves_an_earlier_copy_as_it_was()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("broken.dll"), "text", TestContext.Current.CancellationToken);
        Directory.CreateDirectory(folder.File("copies"));
        await File.WriteAllTextAsync(folder.File("copies/broken.dll"), "earlier", TestContext.Current.CancellationToken);
        Run run = await Run.ToolAsync("PublicReferences", folder.File("copies"), folder.File("broken.dll"));
        Assert.Equal(1, run.ExitCode);
        Assert.Equal("earlier", await File.ReadAllTextAsync(folder.File("copies/broken.dll"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void An_assembly_cut_at_any_length_is_refused()
    {
        byte[] whole = File.ReadAllBytes(MLNetCore);
        using var reader = new PEReader(new MemoryStream(whole));
        int end = reader.PEHeaders.SectionHeaders.Max(section => section.PointerToRawData + section.SizeOfRawData);
        int[] lengths = [.. Enumerable.Range(0, 600), .. Enumerable.Range(1, 200).Select(part => (int)((end - 1) * (part / 200.0)))];
        foreach (int length in lengths)
        {
            Assert.Throws<BadImageFormatException>(() => PublicCopy.Rewrite(whole[..length]));
        }
    }

    private static Task<byte[]> BytesAsync(string path) => File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);

    private static async Task RequireRefusalAsync(string name, byte[]? content)
    {
        using var folder = new TemporaryFolder();
        if (content is not null)
        {
            await File.WriteAllBytesAsync(folder.File(name), content, TestContext.Current.CancellationToken);
        }

        Run run = await Run.ToolAsync("PublicReferences", folder.File("copies"), folder.File(name));
        Assert.Equal(1, run.ExitCode);
        // MSBuild makes an error of its own of a line of this form.
        Assert.StartsWith($"PublicReferences : error : no public copy of '{folder.File(name)}': ", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.All, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.File("copies")) && Directory.EnumerateFileSystemEntries(folder.File("copies")).Any());
    }
}
