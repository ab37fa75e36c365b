using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using AdaMHF.PatchBags;
using Microsoft.ML.Runtime;

namespace AdaMHF.MLNet;

/// <summary>A fingerprint of what is learned from: who the patients are, their outcomes, genes, and the contents of their bags.</summary>
internal static class TrainingDataHash
{
    /// <summary>SHA-256 in hexadecimal digits. Files of bags are read once; the time that took is logged.</summary>
    /// <param name="patients">The training rows.</param>
    /// <param name="channel">Receives the log.</param>
    /// <param name="cancellation">Stops between two patients.</param>
    public static string Of(TrainingPatients patients, IChannel channel, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (clock, files, bytes) = (Stopwatch.StartNew(), 0, 0L);
        for (var i = 0; i < patients.Ids.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var bag = patients.Modalities[i].Bag;
            var patient = FormattableString.Invariant($"{patients.Ids[i]}\n{patients.Time[i]:R}\n{patients.Event[i]}\n{bag.PatchCount}\n");
            hash.AppendData(Encoding.UTF8.GetBytes(patient));
            foreach (var digest in Contents(bag, ref files, ref bytes)) hash.AppendData(digest);
            if (bag.Scaling is { } scaling)
            {
                hash.AppendData(MemoryMarshal.AsBytes<double>([.. scaling.Means, .. scaling.Deviations]));
                hash.AppendData([(byte)(scaling.SignedLog ? 1 : 0)]);
            }
            foreach (var group in patients.Modalities[i].Genomics ?? []) hash.AppendData(MemoryMarshal.AsBytes<float>(group));
            hash.AppendData(MemoryMarshal.AsBytes<float>(patients.Modalities[i].Clinical ?? []));
        }
        if (files > 0)
        {
            channel.Info(FormattableString.Invariant($"Fingerprint of the training data: {files} bag files of ")
                + FormattableString.Invariant($"{bytes / 1e6:N1} MB were read once, {clock.Elapsed.TotalSeconds:F1} s."));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static List<byte[]> Contents(PatchBag bag, ref int files, ref long bytes)
    {
        if (bag.IsEmpty) return [];
        var digests = new List<byte[]>();
        foreach (var source in bag.Sources)
        {
            // Features in memory have no file.
            if (!File.Exists(source)) return [SHA256.HashData(MemoryMarshal.AsBytes<float>(bag.ReadAll().Values))];
            digests.Add(FileDigests.Of(source, out var read));
            bytes += read;
            if (read > 0) files++;
        }
        return digests;
    }
}
