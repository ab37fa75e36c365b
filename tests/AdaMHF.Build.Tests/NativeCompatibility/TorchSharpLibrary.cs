using System.Buffers.Binary;
using System.Text;

namespace AdaMHF.Build.Tests;

/// <summary>TorchSharp 0.107's native library for Linux, and how to damage it. The positions are those that readelf prints.</summary>
internal static class TorchSharpLibrary
{
    /// <summary>Position of the flags of the one demand of GLIBCXX_3.4.32: .gnu.version_r + 0x140 + 4.</summary>
    public const int FlagsPosition = 0x3f8f0 + 0x140 + 4;

    /// <summary>Number of that version in .gnu.version.</summary>
    public const ushort VersionNumber = 18;

    /// <summary>Position of the versions of the symbols, two bytes each.</summary>
    public const int SymbolVersionsPosition = 0x3dfae;

    private static readonly byte[] Shipped = File.ReadAllBytes(Repository.TorchSharpLibrary);

    /// <summary>A copy of the library as Microsoft ships it.</summary>
    public static byte[] Bytes() => [.. Shipped];

    /// <summary>The library without its one demand of a version of this name.</summary>
    public static byte[] WithoutVersion(string name)
    {
        byte[] image = Bytes();
        int position = image.AsSpan().IndexOf(Encoding.ASCII.GetBytes(name + "\0"));
        image[position] = (byte)'X';
        return image;
    }

    /// <summary>The library with one more symbol bound to GLIBCXX_3.4.32.</summary>
    public static byte[] WithSecondSymbol(int symbol)
    {
        byte[] image = Bytes();
        BinaryPrimitives.WriteUInt16LittleEndian(image.AsSpan(SymbolVersionsPosition + (symbol * 2)), VersionNumber);
        return image;
    }

    /// <summary>Positions at which two files of equal length differ.</summary>
    public static int[] Differences(byte[] one, byte[] other)
    {
        Assert.Equal(one.Length, other.Length);
        List<int> positions = [];
        for (int position = 0; position < one.Length; position++)
        {
            if (one[position] != other[position]) positions.Add(position);
        }
        return [.. positions];
    }
}
