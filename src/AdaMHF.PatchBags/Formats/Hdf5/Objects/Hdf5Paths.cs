namespace AdaMHF.PatchBags;

/// <summary>Follows soft links within a file.</summary>
internal static class Hdf5Paths
{
    // A link may lead to a link, and to itself.
    private const int MostSteps = 32;

    /// <summary>The object that a link leads to; null where there is none, or no end.</summary>
    public static ulong? Resolve(Hdf5Object group, Hdf5Link link)
    {
        var (at, steps) = (group, new Stack<string>());
        if (link.Target is null) return link.Address;
        Push(link.Target);
        for (var step = 0; step < MostSteps && steps.TryPop(out var name); step++)
        {
            if (name is "" or ".") continue;
            if (Find(at, name) is not { } next) return null;
            if (next.Target is not null) Push(next.Target);
            else if (steps.Count == 0) return next.Address;
            else at = new(at.File, next.Address);
        }
        return null;

        void Push(string path)
        {
            if (path.StartsWith('/')) at = new(at.File, at.File.Root);
            foreach (var part in path.Split('/', MostSteps).Reverse()) steps.Push(part);
        }
    }

    private static Hdf5Link? Find(Hdf5Object group, string name)
    {
        foreach (var link in Hdf5Links.Of(group))
        {
            if (link.Name == name) return link;
        }
        return null;
    }
}
