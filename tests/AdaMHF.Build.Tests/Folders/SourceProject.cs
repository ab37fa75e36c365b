using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AdaMHF.Build.Tests;

/// <summary>The sources of a project with what their names mean.</summary>
internal sealed class SourceProject
{
    // What <ImplicitUsings> adds to every project.
    private const string ImplicitUsings =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly (string Name, MetadataReference Reference)[] Assemblies =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(File.Exists)
            .Select(path => (Path.GetFileNameWithoutExtension(path), (MetadataReference)MetadataReference.CreateFromFile(path))),
    ];

    private static readonly CSharpParseOptions Parsing = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest);

    private readonly string _folder;
    private readonly CSharpCompilation _compilation;
    private readonly Dictionary<SyntaxTree, string> _folderOf;

    private SourceProject(string folder)
    {
        _folder = folder;
        Name = Path.GetFileName(folder);
        Files = [.. Sources(folder).Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), Parsing, path))];
        _folderOf = Files.ToDictionary(file => file, file => FolderOf(file.FilePath));
        _compilation = CSharpCompilation.Create(
            Name,
            [.. Files, CSharpSyntaxTree.ParseText(ImplicitUsings, Parsing)],
            References(Name),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true)
                // Projects use internals of each other and of ML.NET.
                .WithMetadataImportOptions(MetadataImportOptions.All));
    }

    /// <summary>Name of the project's folder.</summary>
    public string Name { get; }

    /// <summary>Its source files, without those that the build makes.</summary>
    public IReadOnlyList<SyntaxTree> Files { get; }

    /// <summary>Reads the project of a folder.</summary>
    public static SourceProject Read(string folder) => new(folder);

    /// <summary>
    /// The folder of a file or of a declaration: parts below the project, joined by '/'; empty for a loose file. Null for what is not the
    /// project's.
    /// </summary>
    public string? FolderOf(SyntaxTree? file) => file is null ? null : _folderOf.GetValueOrDefault(file);

    /// <summary>What the names of a file mean.</summary>
    public SemanticModel MeaningOf(SyntaxTree file) => _compilation.GetSemanticModel(file);

    private string FolderOf(string path)
    {
        var relative = Path.GetRelativePath(_folder, Path.GetDirectoryName(path)!);
        return relative == "." ? "" : relative.Replace('\\', '/');
    }

    private static IEnumerable<string> Sources(string folder) => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
        .Where(path => Path.GetRelativePath(folder, path).Split('/', '\\')[0] is not ("bin" or "obj"))
        .Order(StringComparer.Ordinal);

    // The runtime's assemblies and those beside the tests; the project's own assembly would declare every type a second time.
    private static IEnumerable<MetadataReference> References(string project) =>
        Assemblies.Where(assembly => assembly.Name != project).Select(assembly => assembly.Reference);
}
