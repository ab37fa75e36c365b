namespace AdaMHF.TensorFiles.Tests;

public class HandBuiltFileTests
{
    [Fact]
    public void A_file_built_from_the_definition_is_read()
    {
        // 1.0 and -0.5 as IEEE singles, least significant byte first.
        var read = FileBytes.Parse(FileBytes.Of(FileBytes.TwoSinglesHeader, 0, 0, 0x80, 0x3F, 0, 0, 0, 0xBF));

        Assert.Equal(["weight"], read.Tensors.Keys);
        Assert.Equal(TensorElementType.Float32, read["weight"].ElementType);
        Assert.Equal([2], read["weight"].Shape);
        Assert.Equal([1f, -0.5f], read["weight"].ToSingles());
    }

    [Fact]
    public void Padding_of_the_header_and_metadata_and_empty_tensors_are_read()
    {
        var read = FileBytes.Parse(FileBytes.Varied());

        Assert.Equal("hand", read.Metadata["made by"]);
        Assert.Equal([2, 3], read["a"].Shape);
        Assert.Equal([0x1F1E1D1C1B1A1918], read["b"].ToInt64s());
        Assert.Equal([0, 4], read["none"].Shape);
        Assert.Equal([32.0, 33, 34], read["c"].ToDoubles());
    }

    [Fact]
    public void The_order_of_the_header_need_not_be_that_of_the_data()
    {
        const string header =
            """
            {"last":{"dtype":"U8","shape":[1],"data_offsets":[1,2]},
             "first":{"dtype":"I8","shape":[1],"data_offsets":[0,1]}}
            """;
        const string padding = "   ";
        var read = FileBytes.Parse(FileBytes.Of(header + padding, 0xFF, 0xFE));
        Assert.Equal([-1L], read["first"].ToInt64s());
        Assert.Equal([254L], read["last"].ToInt64s());
    }

    [Fact]
    public void A_missing_tensor_is_named_with_those_that_are_there()
    {
        var read = FileBytes.Parse(FileBytes.Varied());
        var error = Assert.Throws<KeyNotFoundException>(() => read["weights"]);
        Assert.Contains("'weights'", error.Message, StringComparison.Ordinal);
        Assert.Contains("a, b, c, none", error.Message, StringComparison.Ordinal);
    }
}
