using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace AdaMHF.MLNet;

/// <summary>A fingerprint of training rows.</summary>
internal static class TrainingDataHash
{
    public static string Of(TrainingPatients patients)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var i = 0; i < patients.Ids.Length; i++)
        {
            var bag = patients.Modalities[i].Bag;
            // Names, not paths: the same data in another folder are the same data.
            var sources = string.Join('|', bag.Sources.Select(Path.GetFileName));
            hash.AppendData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{patients.Ids[i]}\n{patients.Time[i]:R}\n{patients.Event[i]}\n{sources}\n{bag.PatchCount}\n")));
            foreach (var group in patients.Modalities[i].Genomics ?? []) hash.AppendData(MemoryMarshal.AsBytes<float>(group));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
