using System.Buffers.Binary;
using System.Text.Json;

namespace AdaMHF.TensorFiles.Tests;

public class RoundTripTests
{
    public static TheoryData<TensorElementType> ElementTypes => [.. Enum.GetValues<TensorElementType>()];

    [Theory, MemberData(nameof(ElementTypes))]
    public void Every_element_type_comes_back_bit_by_bit(TensorElementType elementType)
    {
        var bytes = new byte[2 * 3 * StoredTensor.SizeOf(elementType)];
        new Random(7).NextBytes(bytes);
        var content = new NamedTensors(new Dictionary<string, StoredTensor> { ["x"] = new(elementType, [2, 3], bytes) });

        var read = FileBytes.Parse(FileBytes.Write(content))["x"];

        Assert.Equal(elementType, read.ElementType);
        Assert.Equal([2, 3], read.Shape);
        Assert.Equal(bytes, read.Bytes.ToArray());
    }

    [Fact]
    public void Names_shapes_and_metadata_come_back()
    {
        var tensors = new Dictionary<string, StoredTensor>
        {
            ["layer.0.weight"] = StoredTensor.FromSingles([1, 2, 3, 4, 5, 6], 3, 2),
            ["scalar"] = StoredTensor.FromSingles([7]),
            ["empty"] = StoredTensor.FromSingles([], 0, 5),
            ["zażółć \"gęślą\" \\ jaźń"] = StoredTensor.FromSingles([8], 1),
        };
        var metadata = new Dictionary<string, string> { ["format"] = "pt", ["empty"] = "", ["quote"] = "\"\n\\" };

        var read = FileBytes.Parse(FileBytes.Write(new NamedTensors(tensors, metadata)));

        Assert.Equal(metadata, read.Metadata);
        Assert.Equal(tensors.Keys.Order(StringComparer.Ordinal), read.Tensors.Keys.Order(StringComparer.Ordinal));
        Assert.All(tensors, pair =>
        {
            Assert.Equal(pair.Value.Shape, read[pair.Key].Shape);
            Assert.Equal(pair.Value.ToSingles(), read[pair.Key].ToSingles());
        });
    }

    [Fact]
    public void A_file_without_tensors_comes_back_without_tensors()
    {
        var read = FileBytes.Parse(FileBytes.Write(new NamedTensors(new Dictionary<string, StoredTensor>())));
        Assert.Empty(read.Tensors);
        Assert.Empty(read.Metadata);
    }

    [Fact]
    public void Equal_content_gives_equal_bytes_whatever_the_order_of_insertion()
    {
        var (a, b) = (StoredTensor.FromSingles([1], 1), StoredTensor.FromSingles([2], 1));
        var forward = new NamedTensors(
            new Dictionary<string, StoredTensor> { ["a"] = a, ["b"] = b }, new Dictionary<string, string> { ["p"] = "1", ["q"] = "2" });
        var backward = new NamedTensors(
            new Dictionary<string, StoredTensor> { ["b"] = b, ["a"] = a }, new Dictionary<string, string> { ["q"] = "2", ["p"] = "1" });

        Assert.Equal(FileBytes.Write(forward), FileBytes.Write(backward));
    }

    [Fact]
    public void The_written_bytes_are_what_the_format_defines()
    {
        var content = new NamedTensors(new Dictionary<string, StoredTensor>
        {
            ["b"] = StoredTensor.FromSingles([1.5f, -2], 1, 2),
            ["a"] = new(TensorElementType.UInt8, [3], new byte[] { 1, 2, 3 }),
        });

        var bytes = FileBytes.Write(content);

        var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        Assert.Equal((byte)'{', bytes[8]);
        Assert.Equal(0, (8 + length) % 8);
        using var header = JsonDocument.Parse(bytes.AsMemory(8, length));
        Assert.Equal("""{"dtype":"U8","shape":[3],"data_offsets":[0,3]}""", header.RootElement.GetProperty("a").GetRawText());
        Assert.Equal("""{"dtype":"F32","shape":[1,2],"data_offsets":[3,11]}""", header.RootElement.GetProperty("b").GetRawText());
        Assert.Equal([1, 2, 3, 0, 0, 0xC0, 0x3F, 0, 0, 0, 0xC0], bytes[(8 + length)..]);
    }

    [Fact]
    public void A_tensor_cannot_take_the_name_of_the_metadata()
    {
        var content = new NamedTensors(new Dictionary<string, StoredTensor> { ["__metadata__"] = StoredTensor.FromSingles([1], 1) });
        Assert.Throws<ArgumentException>(() => FileBytes.Write(content));
    }
}
