using System.Globalization;
using System.Net;
using System.Text;

namespace AdaMHF.Benchmark;

/// <summary>The report as one page that needs nothing but itself.</summary>
internal static class HtmlReport
{
    public static string Text(string title, string summary, IReadOnlyList<ReportTable> tables, IReadOnlyList<ChartSection> sections)
    {
        var page = new StringBuilder();
        page.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
            .Append(CultureInfo.InvariantCulture, $"<title>{Encode(title)}</title>\n<style>\n{Style.Sheet}</style>\n</head>\n")
            .Append("<body>\n<header>\n")
            .Append(CultureInfo.InvariantCulture, $"<h1>{Encode(title)}</h1>\n<p>{Encode(summary)}</p>\n<nav>");
        foreach (var (id, name) in tables.Select(table => (table.Id, table.Title.Split(':')[0]))
            .Concat(sections.Select(section => (section.Id, section.Title))))
            page.Append("<a href=\"#").Append(id).Append("\">").Append(Encode(name)).Append("</a> ");
        page.Append("</nav>\n</header>\n<main>\n");
        foreach (var table in tables.Where(table => table.Id != "units")) Table(page, table);
        foreach (var section in sections) Charts(page, section);
        foreach (var table in tables.Where(table => table.Id == "units")) Table(page, table);
        return page.Append("</main>\n</body>\n</html>\n").ToString();
    }

    private static void Table(StringBuilder page, ReportTable table)
    {
        page.Append("<section id=\"").Append(table.Id).Append("\">\n<h2>").Append(Encode(table.Title)).Append("</h2>\n<p class=\"note\">")
            .Append(Encode(table.Note)).Append("</p>\n<div class=\"scroll\"><table>\n<thead><tr>");
        foreach (var column in table.Header) page.Append("<th>").Append(Encode(column)).Append("</th>");
        page.Append("</tr></thead>\n<tbody>\n");
        foreach (var line in table.Lines)
        {
            page.Append("<tr>");
            foreach (var (i, cell) in line.Index()) Cell(page, cell, i == 0 ? "th" : "td");
            page.Append("</tr>\n");
        }
        page.Append("</tbody></table></div>\n</section>\n");
    }

    private static void Cell(StringBuilder page, TableCell cell, string tag)
    {
        page.Append('<').Append(tag).Append(cell.IsBest ? " class=\"best\">" : ">").Append(Encode(cell.Main));
        if (cell.Small.Length > 0) page.Append("<small>").Append(Encode(cell.Small)).Append("</small>");
        page.Append("</").Append(tag).Append('>');
    }

    private static void Charts(StringBuilder page, ChartSection section)
    {
        if (section.Charts.Count == 0) return;
        page.Append("<section id=\"").Append(section.Id).Append("\">\n<h2>").Append(Encode(section.Title))
            .Append("</h2>\n<p class=\"note\">").Append(Encode(section.Note)).Append("</p>\n<div class=\"charts\">\n");
        foreach (var chart in section.Charts)
            page.Append("<figure><h3>").Append(Encode(chart.Title)).Append("</h3>").Append(chart.Drawing).Append("<figcaption>")
                .Append(Encode(chart.Note)).Append("</figcaption></figure>\n");
        page.Append("</div>\n</section>\n");
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
