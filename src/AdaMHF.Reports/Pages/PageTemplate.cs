using System.Text.Encodings.Web;
using Fluid;

namespace AdaMHF.Reports;

/// <summary>The one template of all pages. Every value is escaped, whatever file it comes from; only our own styles are not.</summary>
internal static class PageTemplate
{
    private static readonly Lazy<IFluidTemplate> Template = new(() => new FluidParser().Parse(Resource("page.liquid")));

    private static readonly string Style = Resource("style.css");

    private static readonly TemplateOptions Options = Create();

    /// <summary>The page as HTML.</summary>
    public static string Render(PageContent page)
    {
        var context = new TemplateContext(Options);
        context.SetValue("Page", page);
        context.SetValue("Style", Style);
        return Template.Value.Render(context, HtmlEncoder.Default);
    }

    private static TemplateOptions Create()
    {
        var options = new TemplateOptions();
        Type[] types =
        [
            typeof(PageContent), typeof(PageSection), typeof(TextPart), typeof(ListPart), typeof(FactsPart), typeof(PageFact),
            typeof(FigurePart), typeof(FigureGridPart), typeof(TablePart), typeof(TableColumn), typeof(TableRowPart), typeof(TableCellPart),
        ];
        foreach (var type in types) options.MemberAccessStrategy.Register(type);
        return options;
    }

    private static string Resource(string name)
    {
        using var stream = typeof(PageTemplate).Assembly.GetManifestResourceStream("AdaMHF.Reports." + name)
            ?? throw new InvalidOperationException($"The resource {name} is not in the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
