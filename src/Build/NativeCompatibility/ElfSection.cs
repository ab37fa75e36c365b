namespace NativeCompatibility;

/// <summary>One section of an ELF file.</summary>
/// <param name="Type">Kind of section, <c>sh_type</c>.</param>
/// <param name="Offset">Start in the file, in bytes.</param>
/// <param name="Size">Length in bytes; the section lies within the file.</param>
/// <param name="Link">Number of the section that this one refers to, such as its names.</param>
internal readonly record struct ElfSection(uint Type, int Offset, int Size, int Link);
