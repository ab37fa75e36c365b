using System.Buffers.Binary;
using System.IO.Compression;
using System.Net;

namespace ScoringService.Tests;

[Collection(SharedService.Name)]
public sealed class ZipTests(Service service)
{
    [Theory]
    [InlineData("../evil.h5")]
    [InlineData("a/../../evil.h5")]
    [InlineData("..\\evil.h5")]
    [InlineData("/evil.h5")]
    [InlineData("C:/evil.h5")]
    public Task Entries_that_climb_are_refused(string name) => RefusedAsync(Zip((name, 1)), HttpStatusCode.BadRequest);

    [Fact]
    public Task A_bomb_is_refused() => RefusedAsync(Zip(("bomb.h5", 64 << 20)), HttpStatusCode.RequestEntityTooLarge);

    [Fact]
    public Task A_bomb_that_declares_little_is_refused()
    {
        var zip = Zip((service.Slide, 64 << 20));
        var entry = zip.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        BinaryPrimitives.WriteUInt32LittleEndian(zip.AsSpan(entry + 24), 10);
        // What it declares is read and no more, and that is no bag.
        return RefusedAsync(zip, HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData(2_001)]
    [InlineData(100_000)]
    public Task Many_entries_are_refused(int count) =>
        RefusedAsync(Zip([.. Enumerable.Range(0, count).Select(i => ($"{i}.h5", 0))]), HttpStatusCode.RequestEntityTooLarge);

    [Fact]
    public Task Many_entries_that_declare_to_be_few_are_refused()
    {
        var zip = Zip([.. Enumerable.Range(0, 50_000).Select(i => ($"{i}.h5", 0))]);
        var end = zip.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        BinaryPrimitives.WriteUInt16LittleEndian(zip.AsSpan(end + 8), 1);
        BinaryPrimitives.WriteUInt16LittleEndian(zip.AsSpan(end + 10), 1);
        return RefusedAsync(zip, HttpStatusCode.BadRequest, HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task What_is_no_zip_is_refused()
    {
        await RefusedAsync([1, 2, 3], HttpStatusCode.BadRequest);
        await RefusedAsync(service.Bags[..^100], HttpStatusCode.BadRequest);
        await RefusedAsync(service.Bags[100..], HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Folders_within_the_zip_are_names_only()
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var source = new ZipArchive(new MemoryStream(service.Bags));
            foreach (var entry in source.Entries)
            {
                using var target = zip.CreateEntry($"features/h5_files/{entry.Name}").Open();
                using var content = entry.Open();
                content.CopyTo(target);
            }
        }
        var answer = await service.AnswerAsync("/score", Form.Of(service.Table, ("zip", "bags.zip", memory.ToArray())));
        Assert.Empty(answer.GetProperty("warnings").EnumerateArray());
    }

    // Nothing stays of a request, whether it was answered or refused.
    private async Task RefusedAsync(byte[] zip, params HttpStatusCode[] statuses)
    {
        using var response = await service.Client.PostAsync("/score", Form.Of(service.Table, ("zip", "bags.zip", zip)));
        Assert.Contains(response.StatusCode, statuses);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Empty(Directory.EnumerateFileSystemEntries(service.Temporary, "scoring-service-?*"));
    }

    private static byte[] Zip(params (string Name, int Zeros)[] entries)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, zeros) in entries)
            {
                using var content = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
                content.Write(new byte[zeros]);
            }
        }
        return memory.ToArray();
    }
}
