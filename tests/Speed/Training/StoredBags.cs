using AdaMHF.MLNet;
using AdaMHF.Networks;
using AdaMHF.PatchBags;

namespace AdaMHF.Speed.Training;

/// <summary>Bags of one size on disk, with coordinates, in a folder that goes with them.</summary>
internal sealed class StoredBags : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("adamhf-bags-");
    private readonly string[] _files;

    public StoredBags(int bags, int patches, int width)
    {
        var random = new Random(1);
        _files = [.. Enumerable.Range(0, bags).Select(bag => Path.Combine(_folder.FullName, $"{bag}.safetensors"))];
        foreach (var file in _files)
        {
            var values = new float[patches * width];
            for (var i = 0; i < values.Length; i++) values[i] = (random.NextSingle() * 2) - 1;
            var places = Enumerable.Range(0, patches).Select(patch => new PatchCoordinate(patch % 64 * 256, patch / 64 * 256)).ToArray();
            random.Shuffle(places);
            SafeTensorsBagWriter.Write(file, new(values, width, places));
        }
    }

    /// <summary>As many bags as are wanted, again from the first where there are no more.</summary>
    public PatchBag Bag(int number) => PatchBag.Open(_files[number % _files.Length]);

    /// <summary>Reads the patients of a step as the training engine does, in as many batches as memory allows.</summary>
    public IEnumerable<BatchTensors> Read(PatientTensorFactory factory, int batch, int patches, float[][] genes)
    {
        var together = (int)Math.Max(1, PatchBudgetOfBatch.MaxPatches / patches);
        foreach (var numbers in Enumerable.Range(0, batch).Chunk(together))
        {
            yield return factory.Create([.. numbers.Select(number =>
            {
                var patient = new PatientModalities(Bag(number), genes);
                return (patient, (PatchFeatures?)patient.Bag.ReadInSpatialOrder([.. Enumerable.Range(0, patches)]));
            })]);
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
