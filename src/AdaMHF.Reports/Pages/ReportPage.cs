using System.Text;

namespace AdaMHF.Reports;

/// <summary>
/// A page in one HTML file that loads nothing: pictures and styles are within it. It follows the reader's light or dark setting, prints,
/// and fits a phone.
/// </summary>
public sealed class ReportPage
{
    private readonly PageContent _content;

    internal ReportPage(PageContent content) => _content = content;

    /// <summary>Title of the page.</summary>
    public string Title => _content.Title;

    /// <summary>The page as HTML.</summary>
    public string ToHtml() => PageTemplate.Render(_content);

    /// <summary>Writes the page. The file appears whole, over an older one, or not at all.</summary>
    /// <param name="path">The file; its folder is created where it is missing.</param>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var html = Encoding.UTF8.GetBytes(ToHtml());
        AtomicFile.Write(path, stream => stream.Write(html));
    }
}
