using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AdaMHF.Reports;

/// <summary>
/// A TRIPOD+AI report of a prediction model: what a program can know is filled in, the rest is marked as the user's to write, with the
/// number of its item.
/// </summary>
/// <seealso href="https://doi.org/10.1136/bmj-2023-078378">Collins et al. 2024, BMJ 385:e078378</seealso>
public sealed class TripodCard
{
    private const string Source = "Collins GS et al. TRIPOD+AI statement. BMJ 2024;385:e078378. doi:10.1136/bmj-2023-078378";

    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private TripodCard(string model, IReadOnlyList<TripodItem> items) => (Model, Items) = (model, items);

    /// <summary>Name of the model.</summary>
    public string Model { get; }

    /// <summary>All parts of the 27 items in the order of the checklist.</summary>
    public IReadOnlyList<TripodItem> Items { get; }

    /// <summary>Fills in what is known.</summary>
    /// <param name="content">What the card is made from.</param>
    /// <exception cref="ArgumentException">An answer has a number that the checklist does not have.</exception>
    public static TripodCard Create(TripodCardContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        foreach (var number in content.Answers.Keys)
        {
            if (TripodChecklist.Topics.All(topic => topic.Number != number))
            {
                throw new ArgumentException(
                    $"TRIPOD+AI has no item '{number}'; its items are "
                        + $"{string.Join(", ", TripodChecklist.Topics.Select(topic => topic.Number))}.",
                    nameof(content));
            }
        }
        var known = TripodKnowledge.Of(content);
        return new(content.Name, [.. TripodChecklist.Topics.Select(topic =>
        {
            var (text, isWhole) = known.GetValueOrDefault(topic.Number, ("", false));
            var answer = content.Answers.GetValueOrDefault(topic.Number, "");
            var state = answer.Length > 0 ? TripodItemState.Written
                : text.Length == 0 ? TripodItemState.ToWrite
                : isWhole ? TripodItemState.Filled : TripodItemState.Partial;
            return new TripodItem(topic.Number, topic.Section, topic.Topic, state, text, answer);
        })]);
    }

    /// <summary>The card as JSON: <c>model</c>, <c>source</c>, <c>items</c>.</summary>
    public string ToJson() => JsonSerializer.Serialize(new { Model, Source, Items }, Json);

    /// <summary>Writes the card as JSON. The file appears whole, over an older one, or not at all.</summary>
    /// <param name="path">The file; its folder is created where it is missing.</param>
    public void SaveJson(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var json = Encoding.UTF8.GetBytes(ToJson());
        AtomicFile.Write(path, stream => stream.Write(json));
    }

    /// <summary>The card as a page.</summary>
    public ReportPage ToPage()
    {
        var open = Items.Count(item => item.State is TripodItemState.ToWrite or TripodItemState.Partial);
        List<PageSection> sections =
        [
            new("state", "State of this report",
            [
                new FactsPart(
                [
                    new("Items", ReportNumbers.Count(Items.Count)), new("Filled in by the program", Count(TripodItemState.Filled)),
                    new("Known in part", Count(TripodItemState.Partial)), new("Written by the authors", Count(TripodItemState.Written)),
                    new("Yet to be written", Count(TripodItemState.ToWrite)),
                ]),
                new TextPart(open == 0
                    ? "Every item has an answer."
                    : $"{open} of {Items.Count} items need words of the authors. The program fills in only what it did or counted itself."),
                new TextPart($"Numbers are those of the checklist, topics are in our words: {Source}."),
            ]),
            .. Items.GroupBy(item => item.Section).Select(Section),
        ];
        return new(new(
            "TRIPOD+AI report", Model, "How the model was made and evaluated, item by item, after the TRIPOD+AI statement.", sections));
    }

    private static PageSection Section(IGrouping<string, TripodItem> section)
    {
        var rows = section.Select(item => new TableRowPart(
        [
            new(item.Number, ""), new(item.Topic, ""), new(Text(item), item.State == TripodItemState.ToWrite ? "open" : ""),
        ]));
        var table = new TablePart($"{section.Key}: items and answers", [new("Item"), new("Topic"), new("Report")], [.. rows], IsWide: true);
        return new(section.Key.ToLowerInvariant().Replace(' ', '-'), section.Key, [table]);
    }

    private static string Text(TripodItem item) => item.State switch
    {
        TripodItemState.ToWrite => $"To be written by the authors (item {item.Number}).",
        TripodItemState.Partial => $"{item.Known} To be completed by the authors (item {item.Number}).",
        _ => $"{item.Known} {item.Answer}".Trim(),
    };

    private string Count(TripodItemState state) => ReportNumbers.Count(Items.Count(item => item.State == state));
}
