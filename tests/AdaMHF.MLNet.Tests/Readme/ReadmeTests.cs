namespace AdaMHF.MLNet.Tests;

public class ReadmeTests
{
    [Fact]
    public void The_pipeline_of_the_readme_is_the_one_that_the_sample_compiles()
    {
        Assert.SkipWhen(Checkout.Folder is null, "The tests do not run inside a checkout.");
        var lines = File.ReadAllLines(Path.Combine(Checkout.Folder!, "samples", "QuickStart", "Pipeline.cs"));
        var sample = lines.SkipWhile(line => !line.Contains("<readme>", StringComparison.Ordinal)).Skip(1)
            .TakeWhile(line => !line.Contains("</readme>", StringComparison.Ordinal))
            .Select(line => line.Length > 8 ? line[8..] : "").ToArray();
        var readme = File.ReadAllLines(Path.Combine(Checkout.Folder!, "README.md"));
        var shown = readme.SkipWhile(line => line != "```csharp").Skip(1).TakeWhile(line => line != "```").ToArray();

        Assert.NotEmpty(sample);
        Assert.Equal(sample, shown);
    }
}
