namespace AdaMHF.PatchBags.Tests;

public class IdentifierTests
{
    [Theory]
    [InlineData("P1", "P1")]
    [InlineData(" P1\t", "P1")]
    [InlineData("\u00A0P1\u3000", "P1")]
    [InlineData("\uFEFFP1", "P1")]
    [InlineData("p1", "p1")]
    [InlineData("P 1", "P 1")]
    [InlineData("M\u00FCller", "M\u00FCller")]
    [InlineData("\U0001F600", "\U0001F600")]
    public void Margins_go_and_everything_else_stays(string text, string expected) => Assert.Equal(expected, Identifier.Read(text));

    [Theory]
    [InlineData("", "is empty")]
    [InlineData(" \u00A0\uFEFF", "is empty")]
    [InlineData("P1\nP2", "a line break (U+000A) after 2 characters")]
    [InlineData("P1\u2028", null)]
    [InlineData("P\u20281", "a line break (U+2028)")]
    [InlineData("P\u00001", "a control character (U+0000)")]
    [InlineData("P\t1", "a control character (U+0009)")]
    public void What_identifies_nobody_is_refused_with_the_reason(string text, string? problem)
    {
        Assert.Equal(problem is null, Identifier.TryRead(text, out var id, out var found));
        if (problem is null)
        {
            Assert.Equal("P1", id);
            return;
        }
        Assert.Equal("", id);
        Assert.Contains(problem, found, StringComparison.Ordinal);
        Assert.Contains(problem, Assert.Throws<FormatException>(() => Identifier.Read(text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Half_of_a_character_is_refused()
    {
        foreach (var text in new[] { "P\uD83D1", "P\uD83D", "\uDE00P" })
        {
            Assert.False(Identifier.TryRead(text, out _, out var problem));
            Assert.Contains("half of a character", problem, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Both_spellings_of_an_accented_letter_are_one_or_the_one_that_cannot_be_composed_is_refused()
    {
        // The tests run without ICU, where .NET composes nothing; a build with InvariantGlobalization=false takes the other way.
        if ("e\u0301".Normalize().Length == 1) Assert.Equal("Andr\u00E9", Identifier.Read("Andre\u0301"));
        else Assert.Contains("InvariantGlobalization", Assert.Throws<FormatException>(() => Identifier.Read("Andre\u0301")).Message);
        Assert.Equal("Andr\u00E9", Identifier.Read("Andr\u00E9"));
    }

    [Theory]
    [InlineData("TCGA-AB-1234", "tcga-ab-1234")]
    [InlineData("P-1", "P_1")]
    [InlineData("P-1", "P\u20101")]
    [InlineData("P-1", "P1")]
    [InlineData("P 1", "P\u00A01")]
    [InlineData("P1", "P\u200B1")]
    [InlineData("P1", "P\u00AD1")]
    public void What_looks_alike_is_found(string first, string second) =>
        Assert.Equal([(first, second)], Identifier.NearCollisions([first, "other", second, first]));

    [Theory]
    [InlineData("1-11", "11-1")]
    [InlineData("P1", "P2")]
    [InlineData("A.1", "A1")]
    public void What_differs_is_not(string first, string second) => Assert.Empty(Identifier.NearCollisions([first, second]));

    [Fact]
    public void Invisible_characters_are_shown() => Assert.Equal("P <U+200B>1<U+00A0>", Identifier.Shown("P \u200B1\u00A0"));
}
