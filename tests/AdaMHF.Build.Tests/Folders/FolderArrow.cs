namespace AdaMHF.Build.Tests;

/// <summary>A file that names a type of another folder.</summary>
/// <param name="From">Folder of the file.</param>
/// <param name="To">Folder of the type.</param>
/// <param name="File">Name of the file.</param>
/// <param name="Type">Name of the type.</param>
internal sealed record FolderArrow(string From, string To, string File, string Type);
