#:package AdaMHF.Slides@0.*
#:package Microsoft.ML.DnnImageFeaturizer.ResNet18@0.23.1
#:package Microsoft.ML.OnnxRuntime@1.31.1
#:property PublishAot=false

// A slide to a bag of patch features: tissue, patches at a resolution, encoder. Here a drawn picture stands for the slide.
using AdaMHF.Slides;
using NetVips;

Directory.CreateDirectory("slides");
var (edge, random) = (1600, new Random(1));
var pixels = new byte[3 * edge * edge];
for (var i = 0; i < edge * edge; i++)
{
    var isTissue = Math.Pow((i % edge) - 800, 2) + Math.Pow((i / edge) - 800, 2) < 600 * 600;
    byte[] color = isTissue ? [(byte)(190 + random.Next(30)), (byte)(120 + random.Next(40)), 180] : [242, 242, 244];
    color.CopyTo(pixels, 3 * i);
}
using (var picture = Image.NewFromMemory(pixels, edge, edge, 3, Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb))
    picture.Tiffsave("slides/drawn.tiff", tile: true, resunit: Enums.ForeignTiffResunit.Cm, xres: 2000, yres: 2000);    // 0.5 um a pixel

using var encoder = PatchEncoder.Load(EncoderDescription.ResNet18());
var settings = new ExtractionOptions { Patches = new() { MicronsPerPixel = 0.5, Size = 224 } };
foreach (var record in new SlideExtractor(encoder, new BagFolder("bags"), settings).Run(SlideFiles.Of(["slides"])))
    Console.WriteLine($"{record.Slide}: {record.State}, {record.Patches} patches {record.Reason}");
