namespace AdaMHF.Reports;

/// <summary>One picture of a contact sheet.</summary>
/// <param name="Image">PNG or JPEG file as bytes.</param>
/// <param name="Caption">Line under the picture, such as <c>patch 12: 0.031</c>.</param>
public sealed record PatchTile(byte[] Image, string Caption);
