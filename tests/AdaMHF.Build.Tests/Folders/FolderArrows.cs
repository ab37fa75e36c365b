using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AdaMHF.Build.Tests;

/// <summary>All arrows between the folders of a project.</summary>
internal static class FolderArrows
{
    public static IReadOnlyCollection<FolderArrow> Of(SourceProject project)
    {
        HashSet<FolderArrow> arrows = [];
        foreach (var file in project.Files)
        {
            var meaning = project.MeaningOf(file);
            var from = project.FolderOf(file)!;
            foreach (var name in file.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
            {
                if (NamedType(meaning.GetSymbolInfo(name)) is { } type && FolderOf(project, type, from) is { } to)
                    arrows.Add(new(from, to, Path.GetFileName(file.FilePath), type.Name));
            }
        }
        return arrows;
    }

    // A member stands for the type that declares it. Where overloads are told apart by what is generated, any of them will do.
    private static INamedTypeSymbol? NamedType(SymbolInfo info)
    {
        var symbol = (info.Symbol ?? info.CandidateSymbols.FirstOrDefault())?.OriginalDefinition;
        if (symbol is IMethodSymbol { ReducedFrom: { } extension }) symbol = extension.OriginalDefinition;
        return symbol switch
        {
            INamedTypeSymbol type => type,
            IMethodSymbol or IPropertySymbol or IFieldSymbol or IEventSymbol => symbol.ContainingType,
            _ => null,
        };
    }

    /// <summary>Folder of a type; null where it is the referring one, and for types of other projects.</summary>
    /// <remarks>
    /// A type in several files is at home in the referring folder if any of them is there, else where the file of its own name is: parts of
    /// a type
    /// that each folder adds (a catalog's methods, say) draw no arrows between these folders.
    /// </remarks>
    private static string? FolderOf(SourceProject project, INamedTypeSymbol type, string from)
    {
        var outermost = type;
        while (outermost.ContainingType is { } container) outermost = container;
        SyntaxTree[] files = [.. outermost.Locations.Select(location => location.SourceTree).OfType<SyntaxTree>()];
        string[] folders = [.. files.Select(project.FolderOf).OfType<string>()];
        if (folders.Length == 0 || folders.Contains(from)) return null;
        var home = files.FirstOrDefault(file => Path.GetFileNameWithoutExtension(file.FilePath) == outermost.Name);
        return project.FolderOf(home) ?? folders[0];
    }
}
