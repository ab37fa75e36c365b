namespace AdaMHF.TensorFiles.Tests;

public class StoredTensorTests
{
    // 1.5 is 0x3E00 in half precision, 0x3FC0 in bfloat16, 0x3FC00000 in single and 0x3FF8000000000000 in double precision.
    public static TheoryData<TensorElementType, byte[], double> KnownPatterns => new()
    {
        { TensorElementType.Boolean, [1], 1 },
        { TensorElementType.UInt8, [200], 200 },
        { TensorElementType.Int8, [0x80], -128 },
        { TensorElementType.Int16, [0xFE, 0xFF], -2 },
        { TensorElementType.Int32, [0, 0, 0, 0x80], int.MinValue },
        { TensorElementType.Int64, [0, 0, 0, 0, 1, 0, 0, 0], 4294967296 },
        { TensorElementType.Float16, [0x00, 0x3E], 1.5 },
        { TensorElementType.BFloat16, [0xC0, 0x3F], 1.5 },
        { TensorElementType.BFloat16, [0x80, 0xFF], double.NegativeInfinity },
        { TensorElementType.Float32, [0, 0, 0xC0, 0x3F], 1.5 },
        { TensorElementType.Float64, [0, 0, 0, 0, 0, 0, 0xF8, 0x3F], 1.5 },
    };

    [Theory, MemberData(nameof(KnownPatterns))]
    public void A_known_bit_pattern_is_the_number_that_it_stands_for(TensorElementType elementType, byte[] bytes, double expected)
    {
        var tensor = new StoredTensor(elementType, [1], bytes);
        Assert.Equal([expected], tensor.ToDoubles());
        Assert.Equal([(float)expected], tensor.ToSingles());
        if (elementType < TensorElementType.Float16) Assert.Equal([(long)expected], tensor.ToInt64s());
    }

    [Fact]
    public void A_64_bit_integer_keeps_its_last_bit()
    {
        var tensor = new StoredTensor(TensorElementType.Int64, [], BitConverter.GetBytes(long.MaxValue - 1));
        Assert.Equal([long.MaxValue - 1], tensor.ToInt64s());
    }

    [Theory]
    [InlineData(TensorElementType.Float16)]
    [InlineData(TensorElementType.BFloat16)]
    [InlineData(TensorElementType.Float32)]
    [InlineData(TensorElementType.Float64)]
    public void Floating_point_numbers_are_not_handed_out_as_integers(TensorElementType elementType)
    {
        var tensor = new StoredTensor(elementType, [1], new byte[StoredTensor.SizeOf(elementType)]);
        Assert.Throws<InvalidOperationException>(() => tensor.ToInt64s());
    }

    [Fact]
    public void Bytes_that_do_not_fit_the_shape_are_refused_with_both_sizes()
    {
        var error = Assert.Throws<ArgumentException>(() => StoredTensor.FromSingles([1, 2, 3], 2, 2));
        Assert.Contains("[2, 2]", error.Message, StringComparison.Ordinal);
        Assert.Contains("16 bytes", error.Message, StringComparison.Ordinal);
        Assert.Contains("12", error.Message, StringComparison.Ordinal);
    }
}
