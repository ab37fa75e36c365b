using NetVips;

namespace AdaMHF.Slides;

/// <summary>CLAM's filter of pieces and holes by their areas.</summary>
internal static class MaskFilter
{
    /// <summary>What each pixel is: glass, tissue, or a hole that stays one.</summary>
    /// <param name="mask">Image of 0 and 255.</param>
    /// <param name="tissueArea">Smallest piece of tissue in pixels of the mask.</param>
    /// <param name="holeArea">Smallest hole in pixels of the mask.</param>
    /// <param name="maxHoles">Holes of a piece that stay holes, the largest ones.</param>
    public static byte[] Places(Image mask, double tissueArea, double holeArea, int maxHoles)
    {
        var pixels = mask.WriteToMemory<byte>();
        using var labels = mask.Labelregions(out var count);
        var labelOf = labels.WriteToMemory<int>();
        var regions = Regions(pixels, labelOf, count, mask.Width, mask.Height);

        var places = new byte[count];
        foreach (var (label, region) in regions.Index())
            if (region.IsTissue && region.Area > tissueArea) places[label] = TissueMask.Tissue;
        var holes = regions.Index().Where(each => !each.Item.IsTissue && !each.Item.TouchesEdge && places[each.Item.Parent] != 0);
        foreach (var ofPiece in holes.GroupBy(hole => hole.Item.Parent))
        {
            var largest = ofPiece.OrderByDescending(hole => hole.Item.Area).ThenBy(hole => hole.Index);
            foreach (var (rank, hole) in largest.Index())
                places[hole.Index] = rank < maxHoles && hole.Item.Area > holeArea ? TissueMask.Hole : TissueMask.Tissue;
        }
        return Array.ConvertAll(labelOf, label => places[label]);
    }

    // libvips numbers regions from 0 or 1, and leaves no gap otherwise.
    private static Region[] Regions(byte[] pixels, int[] labelOf, int count, int width, int height)
    {
        var regions = new Region?[count];
        for (var i = 0; i < labelOf.Length; i++)
        {
            var (x, y) = (i % width, i / width);
            var region = regions[labelOf[i]] ??= new()
            {
                IsTissue = pixels[i] != 0,
                // The first pixel of a hole, row by row, has the piece that surrounds it on its left.
                Parent = x > 0 ? labelOf[i - 1] : labelOf[i],
            };
            region.Area++;
            region.TouchesEdge |= x == 0 || y == 0 || x == width - 1 || y == height - 1;
        }
        return [.. regions.Select(region => region ?? new())];
    }

    private sealed class Region
    {
        public bool IsTissue { get; init; }

        public int Parent { get; init; }

        public int Area { get; set; }

        public bool TouchesEdge { get; set; }
    }
}
