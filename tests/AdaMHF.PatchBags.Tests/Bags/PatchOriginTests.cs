namespace AdaMHF.PatchBags.Tests;

/// <summary>Where patches come from, against the features that lie there.</summary>
public class PatchOriginTests
{
    [Theory, InlineData(false), InlineData(true)]
    public void Origins_are_rows_of_the_slides_also_of_a_sample(bool hasBudget)
    {
        PatchFeatures[] slides = [Bags.Patches(30, 4), Bags.Patches(0, 4), Bags.Patches(25, 4, firstPatch: 100)];
        var bag = PatchBag.FromMemory(slides);
        if (hasBudget) bag = bag.WithBudget(20, 7);
        int[] rows = [.. Enumerable.Range(0, bag.PatchCount)];
        var (all, origins) = (bag.ReadAll(), bag.Origins(rows));
        Assert.All(rows, row => Assert.Equal(slides[origins[row].Slide].Row(origins[row].Row).ToArray(), all.Row(row).ToArray()));
        Assert.Equal([0, 2], origins.Select(origin => origin.Slide).Distinct());
        Assert.Throws<ArgumentOutOfRangeException>(() => bag.Origins(bag.PatchCount));
    }

    [Theory, InlineData(false), InlineData(true)]
    public void The_spatial_order_is_that_in_which_patches_are_read(bool hasCoordinates)
    {
        var random = new Random(3);
        var one = Bags.Patches(40, 4, coordinates: hasCoordinates);
        PatchCoordinate[]? places = one.Coordinates is null ? null : [.. one.Coordinates.OrderBy(_ => random.Next())];
        var bag = PatchBag.FromMemory(new PatchFeatures(one.Values, 4, places), Bags.Patches(9, 4, 50, hasCoordinates));
        var rows = Bags.RandomRows(49, random);
        var (read, order) = (bag.ReadInSpatialOrder(rows), bag.InSpatialOrder(rows));
        Assert.Equal(rows, order.Order());
        for (var place = 0; place < rows.Length; place++) Assert.Equal(bag.Read(order[place]).Values, read.Row(place).ToArray());
    }
}
