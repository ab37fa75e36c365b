namespace AdaMHF.Simulation;

/// <summary>Draws the patches of one patient.</summary>
internal static class BagSimulator
{
    private const int FewestPatches = 32;
    private const double PatchCountSigma = 0.4;
    private const double TissueConcentration = 0.7;
    private const double SlideOffset = 0.2;
    private const double FrontStrength = 6;

    public static SimulatedSlide[] Draw(SimulatedPatient patient, SimulatedWorld world, int medianPatches, RandomStream random)
    {
        if (patient.PathologyMissing) return [];

        var count = Math.Max(FewestPatches, (int)Math.Round(medianPatches * Math.Exp(PatchCountSigma * random.Normal())));
        var mixture = random.Dirichlet(SimulatedWorld.TissueCount, TissueConcentration);
        var tissue = Tissue.Draw(count, patient.FrontShare, random);

        // A second slide continues where the first ends, as if one piece of tissue had been cut in two.
        var slides = new SimulatedSlide[patient.SlideIds.Count];
        for (var slide = 0; slide < slides.Length; slide++)
        {
            var (first, end) = (count * slide / slides.Length, count * (slide + 1) / slides.Length);
            var values = new float[(end - first) * world.PatchWidth];
            var offset = Offset(world.PatchWidth, random);
            for (var patch = first; patch < end; patch++)
            {
                var row = values.AsSpan((patch - first) * world.PatchWidth, world.PatchWidth);
                if (tissue.IsFront[patch]) DrawFront(row, patient, world, offset, random);
                else Fill(row, world.TissueCentroid(Pick(mixture, random)), offset, random);
            }
            var coordinates = Enumerable.Range(first, end - first).Select(tissue.Coordinate).ToArray();
            slides[slide] = new(patient.SlideIds[slide], new(values, world.PatchWidth, coordinates), tissue.IsFront[first..end]);
        }
        return slides;
    }

    private static void DrawFront(Span<float> row, SimulatedPatient patient, SimulatedWorld world, double[] offset, RandomStream random)
    {
        var shift = FrontStrength * patient.PathologyRisk * (0.5 + random.Uniform());
        Fill(row, world.TumourCentroid, offset, random);
        var direction = world.FrontDirection(patient.Subtype);
        for (var i = 0; i < row.Length; i++) row[i] += (float)(shift * direction[i]);
    }

    private static void Fill(Span<float> row, ReadOnlySpan<double> centroid, double[] offset, RandomStream random)
    {
        for (var i = 0; i < row.Length; i++) row[i] = (float)(centroid[i] + offset[i] + random.Normal());
    }

    private static double[] Offset(int width, RandomStream random)
    {
        var offset = new double[width];
        for (var i = 0; i < width; i++) offset[i] = SlideOffset * random.Normal();
        return offset;
    }

    private static int Pick(double[] mixture, RandomStream random)
    {
        var left = random.Uniform();
        for (var tissue = 0; tissue < mixture.Length - 1; tissue++)
        {
            left -= mixture[tissue];
            if (left < 0) return tissue;
        }
        return mixture.Length - 1;
    }
}
