using System.IO.Compression;
using System.Runtime.CompilerServices;
using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace AdaMHF.MLNet;

/// <summary>The entries of one component in a model zip, with the list of their digests beside them.</summary>
internal static class ModelZipParts
{
    private static readonly ConditionalWeakTable<RepositoryReader, Zip> Zips = [];

    /// <summary>Writes entries and the list of their digests into the component's place.</summary>
    public static void SaveParts(this ModelSaveContext ctx, IEnumerable<(string Name, Action<Stream> Write)> parts)
    {
        var digests = new Dictionary<string, string>();
        foreach (var (name, write) in parts)
        {
            ctx.SaveBinaryStream(name, writer =>
            {
                write(writer.BaseStream);
                writer.BaseStream.Position = 0;
                digests[name] = ZipDigests.Of(writer.BaseStream);
            });
        }
        ctx.SaveBinaryStream(ZipDigests.FileName, writer => ZipDigests.Write(writer.BaseStream, digests));
    }

    /// <summary>Reads an entry whole and compares it with its digest, where there is one.</summary>
    /// <exception cref="ModelZipException">It is absent, beyond the limits or damaged.</exception>
    public static byte[] LoadPart(this ModelLoadContext ctx, IHostEnvironment environment, string name)
    {
        var zip = Zips.GetValue(ctx.Repository, Zip.Checked);
        var place = string.IsNullOrEmpty(ctx.Directory) ? name : $"{ctx.Directory.Replace('\\', '/')}/{name}";
        byte[]? bytes = null;
        var found = ctx.TryLoadBinaryStream(name, reader =>
        {
            bytes = new byte[reader.BaseStream.Length];
            reader.BaseStream.ReadExactly(bytes);
        });
        if (!found) throw new ModelZipException($"It lacks the entry '{place}'; it is damaged.");
        IReadOnlyDictionary<string, string>? digests = null;
        if (!ctx.TryLoadBinaryStream(ZipDigests.FileName, reader => digests = ZipDigests.Read(reader.BaseStream, place)))
        {
            zip.WarnOnce(environment, place);
            return bytes!;
        }
        if (!digests!.TryGetValue(name, out var expected))
            throw new ModelZipException($"Its entry '{place}' has no digest, although those beside it have: it is damaged.");
        ZipDigests.Require(expected, ZipDigests.Of(bytes), place);
        return bytes!;
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_archive")]
    private static extern ref ZipArchive ArchiveOf(RepositoryReader reader);

    /// <summary>What is done once for each zip, by the first of its components that belongs to this library.</summary>
    private sealed class Zip
    {
        private int _warned;

        public static Zip Checked(RepositoryReader reader)
        {
            if (ModelZipScope.Current is { IsChecked: true }) return new();
            var archive = ArchiveOf(reader);
            archive.RequireWithin(ModelZipScope.Limits);
            archive.RequireWhole();
            return new();
        }

        public void WarnOnce(IHostEnvironment environment, string place)
        {
            if (Interlocked.Exchange(ref _warned, 1) != 0) return;
            using var channel = environment.Register(nameof(ModelZipParts)).Start(nameof(LoadPart));
            channel.Warning(
                $"The model zip has no digest of '{place}': it is of an earlier version, "
                + "and was compared with its checksums (CRC-32) alone. Save it again to add digests.");
        }
    }
}
