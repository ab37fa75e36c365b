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
            // File names, not paths: the hash does not depend on the folder.
            var sources = string.Join('|', bag.Sources.Select(Path.GetFileName));
            var patient = FormattableString.Invariant(
                $"{patients.Ids[i]}\n{patients.Time[i]:R}\n{patients.Event[i]}\n{sources}\n{bag.PatchCount}\n");
            hash.AppendData(Encoding.UTF8.GetBytes(patient));
            // Bags that are not standardised leave the hash as it was before there was a scaling.
            if (bag.Scaling is { } scaling)
            {
                hash.AppendData(MemoryMarshal.AsBytes<double>([.. scaling.Means, .. scaling.Deviations]));
                hash.AppendData([(byte)(scaling.SignedLog ? 1 : 0)]);
            }
            foreach (var group in patients.Modalities[i].Genomics ?? []) hash.AppendData(MemoryMarshal.AsBytes<float>(group));
            hash.AppendData(MemoryMarshal.AsBytes<float>(patients.Modalities[i].Clinical ?? []));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
