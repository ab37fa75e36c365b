using static TorchSharp.torch;

namespace AdaMHF.Networks.Tests;

internal static class Children
{
    /// <summary>A part of a module by its name, to put the parts together a second time.</summary>
    public static T Child<T>(this nn.Module module, string name) where T : nn.Module =>
        Assert.IsType<T>(module.named_children().Single(child => child.name == name).module);
}
