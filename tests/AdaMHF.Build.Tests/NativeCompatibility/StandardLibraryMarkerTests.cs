using NativeCompatibility;

namespace AdaMHF.Build.Tests;

public sealed class StandardLibraryMarkerTests
{
    [Fact]
    public void One_bit_of_the_shipped_library_changes()
    {
        byte[] image = TorchSharpLibrary.Bytes();
        MarkerOutcome outcome = StandardLibraryMarker.MakeOptional(image);
        Assert.True(outcome.Changed, outcome.Reason);
        Assert.Equal([TorchSharpLibrary.FlagsPosition], TorchSharpLibrary.Differences(TorchSharpLibrary.Bytes(), image));
        Assert.Equal((0, 2), (TorchSharpLibrary.Bytes()[TorchSharpLibrary.FlagsPosition], image[TorchSharpLibrary.FlagsPosition]));
    }

    [Fact]
    public void A_library_done_already_is_left_alone()
    {
        byte[] image = TorchSharpLibrary.Bytes();
        StandardLibraryMarker.MakeOptional(image);
        RequireUntouched(image, "weak already");
    }

    [Fact]
    public void A_library_that_needs_another_symbol_of_that_version_is_left_alone() =>
        RequireUntouched(TorchSharpLibrary.WithSecondSymbol(1), StandardLibraryMarker.Symbol);

    [Fact]
    public void A_library_without_that_version_is_left_alone() =>
        RequireUntouched(TorchSharpLibrary.WithoutVersion("GLIBCXX_3.4.32"), "0 times");

    [Fact]
    public void A_library_whose_symbol_has_another_name_is_left_alone() =>
        RequireUntouched(TorchSharpLibrary.WithoutVersion("_ZSt21ios_base_library_initv"), "XZSt21ios_base_library_initv");

    [Theory]
    [InlineData(4, 1)] // 32 bits
    [InlineData(5, 2)] // big-endian
    public void A_library_of_another_architecture_is_left_alone(int position, byte value)
    {
        byte[] image = TorchSharpLibrary.Bytes();
        image[position] = value;
        RequireUntouched(image, "64-bit little-endian");
    }

    [Theory]
    [InlineData("win-x64/native/LibTorchSharp.dll")]
    [InlineData("osx-arm64/native/libLibTorchSharp.dylib")]
    public void A_library_of_another_system_is_left_alone(string library) =>
        RequireUntouched(File.ReadAllBytes(Path.Combine(Repository.TorchSharpPackage, "runtimes", library)), "not an ELF library");

    [Fact]
    public void A_library_cut_at_any_length_is_left_alone()
    {
        byte[] whole = TorchSharpLibrary.Bytes();
        int[] spread = [.. Enumerable.Range(1, 300).Select(part => (int)(whole.Length * (part / 301.0)))];
        int[] lengths = [.. Enumerable.Range(0, 300), .. spread, whole.Length - 1];
        foreach (int length in lengths)
        {
            RequireUntouched(whole[..length], "it");
        }
    }

    [Fact]
    public void A_damaged_library_changes_in_the_weak_bit_of_one_demand_or_not_at_all()
    {
        byte[] shipped = TorchSharpLibrary.Bytes();
        // The file header, the versions, the names of the demands and the section table: all that is read.
        (int Start, int Length)[] parts = [(0, 64), (0x3f8f0, 0x210), (0x3dfae, 0x193c), (0x3890, 0x12ed0), (shipped.Length - 2048, 2048)];
        var random = new Random(11);
        int changed = 0;
        for (int repetition = 0; repetition < 400; repetition++)
        {
            byte[] damaged = TorchSharpLibrary.Bytes();
            (int start, int length) = parts[repetition % parts.Length];
            for (int damage = random.Next(1, 4); damage > 0; damage--)
            {
                damaged[start + random.Next(length)] = (byte)random.Next(256);
            }

            byte[] result = [.. damaged];
            MarkerOutcome outcome = StandardLibraryMarker.MakeOptional(result);
            if (outcome.Changed)
            {
                changed++;
                int position = Assert.Single(TorchSharpLibrary.Differences(damaged, result));
                Assert.Equal(damaged[position] | 2, result[position]);
            }
            else
            {
                Assert.True(damaged.AsSpan().SequenceEqual(result), outcome.Reason);
            }
        }

        // Most damage hits what has no bearing on the demand; if none were changed the test would show nothing.
        Assert.InRange(changed, 40, 399);
    }

    private static void RequireUntouched(byte[] image, string reason)
    {
        byte[] before = [.. image];
        MarkerOutcome outcome = StandardLibraryMarker.MakeOptional(image);
        Assert.False(outcome.Changed, outcome.Reason);
        Assert.Contains(reason, outcome.Reason, StringComparison.Ordinal);
        Assert.True(before.AsSpan().SequenceEqual(image));
    }
}
