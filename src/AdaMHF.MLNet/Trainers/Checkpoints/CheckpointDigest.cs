using System.Security.Cryptography;
using System.Text;
using AdaMHF.TensorFiles;

namespace AdaMHF.MLNet;

/// <summary>The SHA-256 of what a checkpoint holds: names, types, shapes and elements of all tensors, and the notes.</summary>
internal static class CheckpointDigest
{
    public static string Of(IReadOnlyDictionary<string, StoredTensor> tensors, string notes)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, tensor) in tensors.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            var title = FormattableString.Invariant($"{name}\n{tensor.ElementType}\n{string.Join(',', tensor.Shape)}\n");
            hash.AppendData(Encoding.UTF8.GetBytes(title));
            hash.AppendData(tensor.Bytes.Span);
        }
        hash.AppendData(Encoding.UTF8.GetBytes(notes));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
