namespace AdaMHF.PatchBags;

/// <summary>An array that is stored unpacked in one region of a file.</summary>
/// <param name="file">The file, for refusals.</param>
/// <param name="name">Name within the file.</param>
/// <param name="shape">Extent of each axis.</param>
/// <param name="strides">Elements from one index of an axis to the next.</param>
/// <param name="format">How its numbers are stored; null when it holds something else.</param>
/// <param name="typeName">What the file calls the type.</param>
/// <param name="region">The bytes that belong to the array's storage.</param>
/// <param name="firstElement">Elements of the region before the array's first.</param>
internal sealed class StridedArray(
    BagFile file,
    string name,
    long[] shape,
    long[] strides,
    NumberFormat? format,
    string typeName,
    ByteRegion region,
    long firstElement = 0)
    : StoredArray(name, shape, format, typeName)
{
    public override NumberMatrix OpenMatrix(int rows, int columns)
    {
        var format = Format!.Value;
        // A vector is one row.
        var (row, column) = (strides.Length > 1 ? strides[^2] : 0, strides[^1]);
        var elements = region.Length / format.Size;
        if (rows > 0 && columns > 0)
        {
            // In 128 bits, because damaged numbers overflow 64.
            var last = firstElement + ((Int128)(rows - 1) * row) + ((Int128)(columns - 1) * column);
            if (firstElement < 0 || row < 0 || column < 0 || last >= elements)
            {
                throw file.Damaged(
                    $"array '{Name}' of {rows} x {columns} {TypeName} with strides {row}, {column} from element {firstElement} on " +
                    $"needs more than the {region.Length} bytes that the file has for it");
            }
            // Views that repeat elements would let a small file claim any amount of memory.
            if ((Int128)rows * columns > elements)
            {
                throw file.Damaged(
                    $"array '{Name}' shows {rows} x {columns} elements of a storage of {elements}: rows or columns repeat each other. " +
                    "Expected patches of their own; save the tensor with .contiguous()");
            }
        }
        return new StridedMatrix(region.Source, region.Offset + (firstElement * format.Size), (rows, columns), (row, column), format);
    }

    /// <summary>Strides of an array without gaps, in C's order or in Fortran's.</summary>
    public static long[] ContiguousStrides(long[] shape, bool fortranOrder = false)
    {
        var strides = new long[shape.Length];
        var stride = 1L;
        for (var i = 0; i < shape.Length; i++)
        {
            var axis = fortranOrder ? i : shape.Length - 1 - i;
            strides[axis] = stride;
            // Damaged extents may overflow; the matrix is then refused because it does not fit its region.
            stride = unchecked(stride * Math.Max(1, shape[axis]));
        }
        return strides;
    }
}
