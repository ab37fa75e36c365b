namespace AdaMHF.PatchBags.Tests;

public class PyTorchTensorFileTests
{
    [Theory]
    [InlineData("checkpoint.pt", "model.")]
    [InlineData("checkpoint-legacy.pth", "")]
    public void Tensors_of_a_checkpoint_are_those_that_PyTorch_saved(string file, string prefix)
    {
        var asked = new List<string>();
        var tensors = PyTorchTensorFile.Read(PathOf(file), name =>
        {
            asked.Add(name);
            return name.Contains(".mlp.", StringComparison.Ordinal);
        });
        Assert.Equal(4, tensors.Tensors.Count);
        Assert.Contains(prefix + "cls_token", asked);
        Check("fc1.weight", 1e-6, 32, 24);
        Check("fc1.bias", 1e-3, 32);
        Check("fc2.weight", 1e-6, 24, 32);
        Check("fc2.bias", 1e-6, 24);

        void Check(string name, double tolerance, params long[] shape)
        {
            var tensor = tensors[$"{prefix}blocks.0.mlp.{name}"];
            Assert.Equal(shape, tensor.Shape);
            var values = tensor.ToSingles();
            for (var k = 0; k < values.Length; k++) Assert.Equal(Math.Sin(k), values[k], tolerance);
        }
    }

    [Theory]
    [InlineData("malicious-os-system.pt")]
    [InlineData("malicious-inside-dictionary-legacy.pt")]
    public void A_checkpoint_that_calls_functions_is_refused(string file) =>
        Assert.Contains("is refused", Refusal(file), StringComparison.Ordinal);

    [Fact]
    public void Other_files_and_tensors_of_many_axes_are_refused_by_name()
    {
        Assert.Contains("no PyTorch file", Refusal("good-safe.safetensors"), StringComparison.Ordinal);
        Assert.Contains("'model.cls_token' of shape 1 x 1 x 24", Refusal("checkpoint.pt"), StringComparison.Ordinal);
        Assert.Throws<PatchBagException>(() => PyTorchTensorFile.Read("absent.pt", _ => true));
    }

    private static string Refusal(string file) =>
        Assert.Throws<PatchBagException>(() => PyTorchTensorFile.Read(PathOf(file), _ => true)).Message;

    private static string PathOf(string file) => Path.Combine(Bags.DataFolder, file);
}
