using System.Reflection;
using AdaMHF.MLNet;
using AdaMHF.MLNet.Slides;

namespace AdaMHF.Build.Tests;

/// <summary>
/// AdaMHF.MLNet and AdaMHF.MLNet.Slides use parts of ML.NET that ML.NET does not promise to keep. MLNetInternals.txt lists them all; with
/// the environment variable ADAMHF_WRITE_LISTS set to 1 the tests write it again.
/// </summary>
public sealed class MLNetInternalsTests
{
    private const string Comment = "#";

    private static readonly string ListPath =
        Path.Combine(Repository.Root, "tests", "AdaMHF.Build.Tests", "MLNetInternals", "MLNetInternals.txt");

    private static readonly Assembly[] Ours = [typeof(SurvivalCatalog).Assembly, typeof(SlidesCatalog).Assembly];

    private static readonly IReadOnlyCollection<string> Used =
    [
        .. Ours.SelectMany(ours => InternalUses.Of(ours.Location, Directory.GetFiles(AppContext.BaseDirectory, "Microsoft.ML.*.dll")))
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    [Fact]
    public void Every_internal_of_MLNet_that_is_used_is_there_and_on_the_list()
    {
        if (Environment.GetEnvironmentVariable("ADAMHF_WRITE_LISTS") == "1")
        {
            WriteList();
        }

        string[] listed =
        [
            .. File.ReadLines(ListPath).Where(line => line.Length > 0 && !line.StartsWith(Comment, StringComparison.Ordinal)),
        ];
        string[] notListed = [.. Used.Except(listed)];
        string[] notUsed = [.. listed.Except(Used)];
        Assert.True(
            notListed.Length + notUsed.Length == 0,
            $"""
            What AdaMHF.MLNet uses of ML.NET's internals is not what the list says.
            Used, but not on the list ("missing": this version of ML.NET does not have it):
            {Lines(notListed)}
            On the list, but used no longer, or named otherwise in this version of ML.NET:
            {Lines(notUsed)}
            If every change is wanted, run this test with ADAMHF_WRITE_LISTS=1 and commit {ListPath}.
            """);
    }

    [Fact]
    public void Nothing_that_is_used_is_missing_or_private_in_MLNet() =>
        Assert.DoesNotContain(
            Used,
            line => line.Contains(": missing ", StringComparison.Ordinal) || line.Contains(": private M", StringComparison.Ordinal));

    /// <summary>The one private member in use, reached by UnsafeAccessor in ModelZipParts: the list knows references alone.</summary>
    [Fact]
    public void The_archive_of_a_repository_is_the_field_that_it_is_taken_from()
    {
        var reader = Assembly.Load("Microsoft.ML.Core").GetType("Microsoft.ML.RepositoryReader", throwOnError: true)!;
        Assert.Equal(
            typeof(System.IO.Compression.ZipArchive),
            reader.GetField("_archive", BindingFlags.Instance | BindingFlags.NonPublic)?.FieldType);
    }

    [Fact]
    public void The_runtime_lets_through_what_is_used()
    {
        string[] opened =
        [
            .. Ours.SelectMany(ours => ours.GetCustomAttributesData())
                .Where(attribute => attribute.AttributeType.FullName == "System.Runtime.CompilerServices.IgnoresAccessChecksToAttribute")
                .Select(attribute => (string)attribute.ConstructorArguments[0].Value!),
        ];
        Assert.Empty(Used.Select(line => line.Split(':')[0]).Distinct().Except(opened));
    }

    [Fact]
    public void An_override_of_a_private_protected_method_is_found()
    {
        const string Override = "Microsoft.ML.Data: private protected Microsoft.ML.Data.RowToRowTransformerBase.";
        Assert.Contains(Used, line => line.StartsWith(Override, StringComparison.Ordinal));
    }

    private static string Lines(string[] lines) =>
        lines.Length == 0 ? "  none" : string.Join(Environment.NewLine, lines.Select(line => $"  {line}"));

    private static void WriteList()
    {
        string[] header =
        [
            $"{Comment} What AdaMHF.MLNet and AdaMHF.MLNet.Slides use of ML.NET although it is not public there: assembly, access, name.",
            $"{Comment} Written by MLNetInternalsTests with ADAMHF_WRITE_LISTS=1; read every change before committing it.",
        ];
        string temporary = ListPath + ".tmp";
        File.WriteAllText(temporary, string.Join('\n', header.Concat(Used)) + "\n");
        File.Move(temporary, ListPath, overwrite: true);
    }
}
