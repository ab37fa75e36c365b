using System.Text.Json;
using Json.Schema;

namespace AdaMHF.Reports.Tests;

public class TripodCardTests
{
    [Fact]
    public void Has_the_27_items_with_their_parts_in_order()
    {
        // The checklist of BMJ 2024;385:e078378: how many parts each item has, 0 for an item without parts.
        int[] parts = [0, 0, 3, 0, 2, 3, 0, 3, 3, 0, 0, 7, 0, 0, 0, 0, 0, 6, 0, 3, 0, 0, 2, 0, 0, 0, 3];
        var expected = parts.SelectMany((count, item) =>
            count == 0 ? [$"{item + 1}"] : Enumerable.Range(0, count).Select(part => $"{item + 1}{(char)('a' + part)}"));
        Assert.Equal(expected, TripodCard.Create(Showcase.Card("M")).Items.Select(item => item.Number));
    }

    [Fact]
    public void Fills_in_what_it_counted_and_marks_the_rest_by_number()
    {
        var card = TripodCard.Create(Showcase.Card("M"));
        var item = card.Items.ToDictionary(one => one.Number);
        Assert.Equal(TripodItemState.Filled, item["20a"].State);
        Assert.Contains("180 patients, 97 deaths observed; median follow-up 41.5 months", item["20a"].Known, StringComparison.Ordinal);
        Assert.Contains("OS.time: missing outcome (10)", item["6b"].Known, StringComparison.Ordinal);
        var concordance = FormattableString.Invariant($"Concordance {Showcase.Metrics.ConcordanceIndex:F3}");
        Assert.Contains(concordance, item["23a"].Known, StringComparison.Ordinal);
        var women = Showcase.Metrics.Subgroups[0].Metrics;
        var subgroup = FormattableString.Invariant($"female: concordance {women.ConcordanceIndex:F3}");
        Assert.Contains(subgroup, item["23a"].Known, StringComparison.Ordinal);
        Assert.Contains($"{women.Events} deaths", item["23a"].Known, StringComparison.Ordinal);
        Assert.DoesNotContain("not evaluated", item["23a"].Known, StringComparison.Ordinal);
        Assert.Equal(TripodItemState.Written, item["17"].State);
        Assert.Equal(TripodItemState.ToWrite, item["18a"].State);
        var html = card.ToPage().ToHtml();
        Assert.All(card.Items.Where(one => one.State == TripodItemState.ToWrite),
            one => Assert.Contains($"To be written by the authors (item {one.Number}).", html, StringComparison.Ordinal));
    }

    [Fact]
    public void Without_a_cohort_and_an_evaluation_it_claims_neither()
    {
        var card = TripodCard.Create(new() { Name = "M", Training = Showcase.Training });
        var unknown = card.Items.Where(item => item.Number is "20a" or "23a" or "6b" or "11");
        Assert.All(unknown, item => Assert.Equal(TripodItemState.ToWrite, item.State));
        Assert.Contains("no evaluation", card.Items.Single(item => item.Number == "4").Known, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_follows_its_schema()
    {
        using var json = JsonDocument.Parse(TripodCard.Create(Showcase.Card("M")).ToJson());
        var schema = JsonSchema.FromFile(Path.Combine(AppContext.BaseDirectory, "schemas", "tripod-card.json"));
        Assert.True(schema.Evaluate(json.RootElement).IsValid);
    }

    [Fact]
    public void An_answer_to_no_item_is_refused()
    {
        var content = Showcase.Card("M") with { Answers = new Dictionary<string, string> { ["28"] = "x" } };
        var refusal = Assert.Throws<ArgumentException>(() => TripodCard.Create(content));
        Assert.Contains("no item '28'", refusal.Message, StringComparison.Ordinal);
    }
}
