using System.Buffers.Binary;

namespace AdaMHF.TensorFiles.Tests;

public class DamagedFileTests
{
    [Fact]
    public void A_truncated_file_is_refused_whatever_its_length()
    {
        var whole = FileBytes.Varied();
        for (var length = 0; length < whole.Length; length++)
        {
            var cut = whole[..length];
            var error = Assert.Throws<TensorFileException>(() => FileBytes.Parse(cut));
            Assert.Contains("test.safetensors", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Random_damage_gives_tensors_or_a_refusal_and_nothing_else()
    {
        var whole = FileBytes.Varied();
        var random = new Random(11);
        var (refused, read) = (0, 0);
        for (var mutant = 0; mutant < 5000; mutant++)
        {
            var bytes = whole.ToArray();
            for (var i = random.Next(1, 5); i > 0; i--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            try
            {
                foreach (var tensor in FileBytes.Parse(bytes).Tensors.Values)
                    Assert.Equal(tensor.Shape.Aggregate(1L, (product, extent) => product * extent), tensor.ToDoubles().Length);
                read++;
            }
            catch (TensorFileException)
            {
                refused++;
            }
        }
        Assert.NotEqual(0, refused);
        Assert.NotEqual(0, read);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-1)]
    [InlineData(60)]
    [InlineData(100_000_001)]
    [InlineData(int.MaxValue)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public void A_header_length_that_cannot_be_is_refused(long length)
    {
        var bytes = FileBytes.Of("{}", new byte[57]);
        BinaryPrimitives.WriteInt64LittleEndian(bytes, length);
        Assert.Throws<TensorFileException>(() => FileBytes.Parse(bytes));
    }

    [Fact]
    public void A_tensor_described_twice_is_refused()
    {
        const string header =
            """{"x":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"x":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}}""";
        var error = Assert.Throws<TensorFileException>(() => FileBytes.Parse(FileBytes.Of(header, 1, 2)));
        Assert.Contains("'x' is described twice", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[0,9]")]
    [InlineData("[-1,7]")]
    [InlineData("[8,0]")]
    [InlineData("[8,16]")]
    [InlineData("[0]")]
    [InlineData("[0,4,8]")]
    [InlineData("[9223372036854775807,9223372036854775807]")]
    [InlineData("[0,18446744073709551616]")]
    [InlineData("[0,8.5]")]
    [InlineData("\"0,8\"")]
    [InlineData("{}")]
    public void Offsets_outside_the_data_are_refused(string offsets)
    {
        var header = FileBytes.TwoSinglesHeader.Replace("[0,8]", offsets, StringComparison.Ordinal);
        Assert.Throws<TensorFileException>(() => FileBytes.Parse(FileBytes.Of(header, new byte[8])));
    }

    [Theory]
    [InlineData("[3]")]
    [InlineData("[]")]
    [InlineData("[0]")]
    [InlineData("[2,2]")]
    [InlineData("[-2]")]
    [InlineData("[-1,-2]")]
    [InlineData("[4611686018427387904,4]")]
    [InlineData("[4611686018427387906]")] // times four bytes is 8 modulo 2^64
    [InlineData("[2.5]")]
    [InlineData("[\"2\"]")]
    [InlineData("2")]
    public void A_shape_that_does_not_fit_the_bytes_is_refused(string shape)
    {
        var header = FileBytes.TwoSinglesHeader.Replace("[2]", shape, StringComparison.Ordinal);
        Assert.Throws<TensorFileException>(() => FileBytes.Parse(FileBytes.Of(header, new byte[8])));
    }

    [Theory]
    [InlineData("[0,4]", "[5,9]")]
    [InlineData("[1,5]", "[5,9]")]
    [InlineData("[0,4]", "[3,7]")]
    [InlineData("[0,4]", "[0,4]")]
    [InlineData("[0,4]", "[4,8]")]
    public void Bytes_that_belong_to_no_tensor_or_to_two_are_refused(string first, string second)
    {
        var header =
            $$$"""
            {"a":{"dtype":"F32","shape":[1],"data_offsets":{{{first}}}},
             "b":{"dtype":"F32","shape":[1],"data_offsets":{{{second}}}}}
            """;
        Assert.Throws<TensorFileException>(() => FileBytes.Parse(FileBytes.Of(header, new byte[9])));
    }

    [Theory]
    [InlineData("""{"x":{"dtype":"F32","shape":[2]}}""", "lacks data_offsets")]
    [InlineData("""{"x":{"dtype":"F32","data_offsets":[0,8]}}""", "lacks dtype or shape")]
    [InlineData("""{"x":{"shape":[2],"data_offsets":[0,8]}}""", "lacks dtype or shape")]
    [InlineData("""{"x":{"dtype":"C64","shape":[1],"data_offsets":[0,8]}}""", "'C64'")]
    [InlineData("""{"x":{"dtype":3,"shape":[2],"data_offsets":[0,8]}}""", "header")]
    [InlineData("""{"x":7}""", "header")]
    [InlineData("""["x"]""", "header")]
    [InlineData("""{"__metadata__":"text"}""", "header")]
    [InlineData("""{"__metadata__":{"epoch":3}}""", "header")]
    [InlineData("""{"\ud800":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "header")]
    [InlineData("not json at all", "header")]
    public void A_header_of_another_form_is_refused_with_what_is_wrong(string header, string expected)
    {
        var error = Assert.Throws<TensorFileException>(() => FileBytes.Parse(FileBytes.Of(header, new byte[8])));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Contains("test.safetensors", error.Message, StringComparison.Ordinal);
    }
}
