namespace AdaMHF.PatchBags;

/// <summary>
/// HDF5 as CLAM and TRIDENT write it: <c>features</c> (N x D, or 1 x N x D) and, optionally, <c>coords</c> (N x 2), in the root or in
/// the only group that has datasets, with notes as attributes of the datasets, the group or the file.
/// </summary>
internal sealed class Hdf5Format : IPatchBagFormat
{
    // A bag has two datasets.
    private const int MostMembers = 1000;

    public string Name => "HDF5 (CLAM, TRIDENT)";

    public IReadOnlyList<string> Extensions { get; } = [".h5", ".hdf5"];

    public bool Recognises(ReadOnlySpan<byte> start, BagFile file) => Hdf5File.StartOf(start, file) >= 0;

    public SlideContent Open(BagFile file)
    {
        var start = file.Read(0, (int)Math.Min(file.Length, IPatchBagFormat.SniffedBytes));
        if (Hdf5File.StartOf(start, file) is > 0 and var userBlock) file = file.From(userBlock);
        var hdf5 = new Hdf5File(file);
        var root = new Hdf5Object(hdf5, hdf5.Root);
        var members = Members(root);
        var datasets = Datasets(members);
        var owner = root;
        if (datasets.Length == 0)
        {
            var groups = members
                .Select(member => (member.Name, member.Object, Datasets: Datasets(Members(member.Object))))
                .Where(group => group.Datasets.Length > 0).ToArray();
            if (groups.Length > 1)
            {
                var names = string.Join(", ", groups.Select(group => $"'{group.Name}'"));
                throw new PatchBagException($"'{file.Path}' has datasets in several groups: {names}. Expected one bag per file.");
            }
            if (groups is [var only]) (owner, datasets) = (only.Object, only.Datasets);
        }

        var notes = new SlideNotes();
        // The first value of a name stays: the coordinates' own notes come before those of the features.
        foreach (var (_, dataset) in datasets.OrderBy(dataset => dataset.Name == BagNames.Coordinates ? 0 : 1))
            Hdf5Attributes.AddTo(notes, dataset);
        Hdf5Attributes.AddTo(notes, owner);
        if (owner != root) Hdf5Attributes.AddTo(notes, root);
        return SlideContent.Of(file, [.. datasets.Select(dataset => Hdf5Array.Of(dataset.Object, dataset.Name))], notes);
    }

    private static (string Name, Hdf5Object Object)[] Datasets((string Name, Hdf5Object Object)[] members) =>
        [.. members.Where(member => member.Object.IsDataset)];

    private static (string Name, Hdf5Object Object)[] Members(Hdf5Object group) =>
    [
        .. Hdf5Links.Of(group).Take(MostMembers)
            .Select(link => (link.Name, Address: Hdf5Paths.Resolve(group, link)))
            .Where(link => link.Address is not null)
            .Select(link => (link.Name, new Hdf5Object(group.File, link.Address!.Value))),
    ];
}
