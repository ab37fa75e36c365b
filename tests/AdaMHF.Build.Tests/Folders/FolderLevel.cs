namespace AdaMHF.Build.Tests;

/// <summary>The folders directly below one folder, with the arrows between them; loose files count as one folder.</summary>
internal sealed class FolderLevel
{
    private const string LooseFiles = "(loose files)";

    private readonly string _name;
    private readonly ILookup<string, Edge> _edges;

    private FolderLevel(string project, string parent, IEnumerable<FolderArrow> arrows)
    {
        _name = parent.Length == 0 ? project : $"{project}/{parent}";
        _edges = arrows
            .Select(arrow => new Edge(Child(parent, arrow.From), Child(parent, arrow.To), arrow))
            .Where(edge => edge is { From: not null, To: not null } && edge.From != edge.To)
            .DistinctBy(edge => (edge.From, edge.To))
            .ToLookup(edge => edge.From!);
    }

    /// <summary>The level of each folder of a project that has folders below it, the project itself first.</summary>
    public static IEnumerable<FolderLevel> All(string project, IReadOnlyCollection<FolderArrow> arrows)
    {
        return arrows
            .SelectMany(arrow => new[] { arrow.From, arrow.To })
            .SelectMany(Parents)
            .Append("")
            .Distinct()
            .Order(StringComparer.Ordinal)
            .Select(parent => new FolderLevel(project, parent, arrows));
    }

    /// <summary>A shortest circle of each folder that is in one, in words; the same circle is told once.</summary>
    public IEnumerable<string> Circles()
    {
        HashSet<string> told = [];
        foreach (var start in _edges.Select(edges => edges.Key).Order(StringComparer.Ordinal))
        {
            if (told.Contains(start) || ShortestWayBack(start) is not { } circle) continue;
            told.UnionWith(circle.Select(edge => edge.From!));
            yield return $"{_name}: {string.Join(" -> ", circle.Select(edge => edge.From).Append(start))}"
                + string.Concat(circle.Select(edge => $"\n    {edge.From} -> {edge.To}: {edge.Arrow.File} -> {edge.Arrow.Type}"));
        }
    }

    private List<Edge>? ShortestWayBack(string start)
    {
        Queue<List<Edge>> ways = new(_edges[start].Select(edge => new List<Edge> { edge }));
        HashSet<string> seen = [];
        while (ways.TryDequeue(out var way))
        {
            var end = way[^1].To!;
            if (end == start) return way;
            if (!seen.Add(end)) continue;
            foreach (var edge in _edges[end]) ways.Enqueue([.. way, edge]);
        }
        return null;
    }

    private static IEnumerable<string> Parents(string folder)
    {
        for (var slash = folder.LastIndexOf('/'); slash > 0; slash = folder.LastIndexOf('/', slash - 1)) yield return folder[..slash];
    }

    // The part of a folder's path below the parent; null where it is elsewhere.
    private static string? Child(string parent, string folder)
    {
        if (folder == parent) return LooseFiles;
        if (parent.Length == 0) return folder.Split('/')[0];
        return folder.StartsWith($"{parent}/", StringComparison.Ordinal) ? folder[(parent.Length + 1)..].Split('/')[0] : null;
    }

    private sealed record Edge(string? From, string? To, FolderArrow Arrow);
}
