using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace AdaMHF.Benchmark;

/// <summary>Who lacks what in a condition where each patient lacks one modality with some probability.</summary>
internal static class RandomMissing
{
    /// <summary>
    /// The condition in which a patient is scored: drawn from the identifier alone, so that every system, fold and seed meets the same
    /// patients without the same modality. A patient is scored by itself, so that the draw only chooses among predictions that were made
    /// already.
    /// </summary>
    public static Condition Of(string patientId, double share)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"missing at random: {patientId}"));
        var draw = BinaryPrimitives.ReadUInt32LittleEndian(hash) / (uint.MaxValue + 1.0);
        if (draw < share / 2) return Condition.GenomicsMissing;
        return draw < share ? Condition.PathologyMissing : Condition.Complete;
    }
}
