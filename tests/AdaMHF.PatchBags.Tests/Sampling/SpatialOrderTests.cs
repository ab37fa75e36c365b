namespace AdaMHF.PatchBags.Tests;

public class SpatialOrderTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(12)]
    [InlineData(40)]
    public void A_square_of_tissue_is_laid_out_as_it_lies_whatever_the_order_of_its_patches(int side)
    {
        var square = Enumerable.Range(0, side * side).Select(i => new PatchCoordinate(256 * (i % side), 256 * (i / side))).ToArray();
        var shuffled = square.ToArray();
        new Random(3).Shuffle(shuffled);
        Assert.Equal(square, SpatialOrder.Of(shuffled, new int[shuffled.Length]).Select(i => shuffled[i]));
    }

    [Fact]
    public void Neighbours_in_a_wide_strip_stay_near_each_other_on_the_grid()
    {
        var strip = Enumerable.Range(0, 400).Select(i => new PatchCoordinate(256 * (i % 100), 256 * (i / 100))).ToArray();
        new Random(3).Shuffle(strip);
        var place = SpatialOrder.Of(strip, new int[strip.Length])
            .Select((patch, position) => (Patch: strip[patch], Row: position / 20, Column: position % 20))
            .ToDictionary(cell => cell.Patch, cell => (cell.Row, cell.Column));
        var distances = place.Where(pair => pair.Key.X < 99 * 256).Select(pair =>
        {
            var right = place[pair.Key with { X = pair.Key.X + 256 }];
            return Math.Abs(right.Row - pair.Value.Row) + Math.Abs(right.Column - pair.Value.Column);
        });
        var random = new Random(4);
        int Distance() => Math.Abs(random.Next(20) - random.Next(20));
        var chance = Enumerable.Range(0, 400).Select(_ => Distance() + Distance()).Average();
        Assert.True(distances.Average() < chance / 4, $"{distances.Average():F2} against {chance:F2} by chance");
    }

    [Fact]
    public void Slides_of_one_patient_follow_each_other_though_their_coordinates_overlap()
    {
        var coordinates = Enumerable.Range(0, 32).Select(i => new PatchCoordinate(256 * (i % 4), 256 * (i % 16 / 4))).ToArray();
        var slides = Enumerable.Range(0, 32).Select(i => i / 16).ToArray();
        var order = SpatialOrder.Of(coordinates, slides);
        Assert.Equal(Enumerable.Range(0, 16), order[..16].Order());
    }
}
